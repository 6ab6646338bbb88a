package org.attune.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.risk.rules.FollowUp.Work;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowUpTest {

  @ParameterizedTest
  @CsvSource({
    "OPEN,      OPEN,      false, ALLOWED",
    "OPEN,      COMPLETED, true,  DECIDED",
    "OPEN,      COMPLETED, false, DISPOSITION_MISSING",
    "OPEN,      GIVEN_UP,  true,  DISPOSITION_MISSING",
    "COMPLETED, COMPLETED, true,  ALLOWED",
    "COMPLETED, OPEN,      true,  ENDED",
    "GIVEN_UP,  OPEN,      false, ENDED",
  })
  void workEndsOnlyWithADecision(Work before, Work after, boolean said, FollowUp expected) {
    assertThat(FollowUp.of(before, after, said)).isEqualTo(expected);
  }
}
