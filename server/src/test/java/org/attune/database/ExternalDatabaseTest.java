package org.attune.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDatabaseTest {

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:x", "jdbc:mysql://host/x", "postgresql://host/x"})
  void otherDatabasesAreRefused(String url) {
    assertThatThrownBy(() -> connect(url))
        .isInstanceOfSatisfying(
            DatabaseStartException.class,
            refusal -> assertThat(refusal.action()).contains("jdbc:postgresql://"));
  }

  @Test
  void absentServerIsReportedWithoutTheUrlThatMayHoldASecret() {
    assertThatThrownBy(() -> connect("jdbc:postgresql://127.0.0.1:1/x?password=hidden"))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("does not answer")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void versionsBeforeFourteenAreRefused() {
    assertThatThrownBy(() -> ExternalDatabase.requireSupportedVersion(130_021))
        .hasMessageContaining("PostgreSQL 13;");
    assertThatCode(() -> ExternalDatabase.requireSupportedVersion(140_000))
        .doesNotThrowAnyException();
  }

  @Test
  void failureIsExplainedByReasonAndRemedy() {
    var analysis =
        new DatabaseStartFailureAnalyzer()
            .analyze(
                new IllegalStateException(
                    "wrapped", new DatabaseStartException("The reason.", "The remedy.")));
    assertThat(analysis.getDescription()).isEqualTo("The reason.");
    assertThat(analysis.getAction()).isEqualTo("The remedy.");
  }

  private static void connect(String url) {
    ExternalDatabase.connect(new DatabaseProperties(url, "u", "p"), Duration.ZERO);
  }
}
