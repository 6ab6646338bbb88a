package org.attune.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.attune.store.OperationRules;
import org.junit.jupiter.api.Test;

class DeclaredRoutesTest {

  private final OperationRules rules = new DeclaredRoutes();

  @Test
  void anOperationWithoutARuleIsNamed() {
    assertThatIllegalStateException()
        .isThrownBy(() -> rules.require(OperationRules.Level.TYPE, "Patient", "$planted"))
        .withMessageContaining("$planted")
        .withMessageContaining("TYPE of Patient");
    assertThatIllegalStateException()
        .isThrownBy(() -> rules.require(OperationRules.Level.SYSTEM, "", "$planted"))
        .withMessageContaining("SYSTEM: add");
  }

  @Test
  void anOperationWithARulePasses() {
    assertThatCode(() -> rules.require(OperationRules.Level.INSTANCE, "Patient", "$everything"))
        .doesNotThrowAnyException();
  }
}
