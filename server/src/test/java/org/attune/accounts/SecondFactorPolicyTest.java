package org.attune.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.accounts.AccountsProperties.SecondFactor;
import org.junit.jupiter.api.Test;

/** Who needs a second step, by configuration. */
class SecondFactorPolicyTest {

  @Test
  void staff_all_or_nobody_needs_a_second_step() {
    assertThat(SecondFactor.STAFF.requiredOf(true)).isTrue();
    assertThat(SecondFactor.STAFF.requiredOf(false)).isFalse();
    assertThat(SecondFactor.ALL.requiredOf(true)).isTrue();
    assertThat(SecondFactor.ALL.requiredOf(false)).isTrue();
    assertThat(SecondFactor.NONE.requiredOf(true)).isFalse();
    assertThat(SecondFactor.NONE.requiredOf(false)).isFalse();
  }
}
