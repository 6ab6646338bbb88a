package org.attune.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.quartz.JobExecutionException;

class JobFailureLogTest {

  @Test
  void namesTheExceptionsAndRepeatsNoneOfTheirWords() {
    Exception failure =
        new JobExecutionException(new IllegalStateException("SECRET", new SQLException("SECRET")));

    assertThat(JobFailureLog.causes(failure)).isEqualTo("IllegalStateException < SQLException");
  }
}
