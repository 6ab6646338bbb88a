package org.attune.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.risk.rules.Consequence.Standing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsequenceTest {

  @ParameterizedTest
  @CsvSource({
    // the response is, points before, points now, by the client, so
    "GIVEN,   0, 1, false, RAISE_ANEW",
    "GIVEN,   0, 1, true,  RAISE_ANEW",
    "GIVEN,   1, 3, false, RAISE_ANEW",
    "GIVEN,   2, 2, false, RAISE",
    "GIVEN,   3, 1, true,  RAISE",
    "AMENDED, 0, 2, false, RAISE_ANEW",
    "AMENDED, 3, 1, false, RAISE",
    "GIVEN,   0, 0, false, KEEP",
    "GIVEN,   3, 0, false, KEEP",
    "AMENDED, 3, 0, false, WITHDRAW",
    "AMENDED, 3, 0, true,  KEEP",
    "VOID,    3, 3, false, WITHDRAW",
    "VOID,    3, 3, true,  KEEP",
    "VOID,    0, 0, false, WITHDRAW",
  })
  void onlyACorrectionByThePracticeTakesASignalBack(
      Standing standing, int before, int now, boolean byClient, Consequence expected) {
    assertThat(Consequence.of(standing, before, now, byClient)).isEqualTo(expected);
  }
}
