package org.attune.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DatabaseChoiceTest {

  @Test
  void containerIsTakenWhereAnEngineAnswers() {
    assertThat(DatabaseChoice.of("auto", () -> true)).isEqualTo(DatabaseChoice.DOCKER);
  }

  @Test
  void ownLauncherIsTakenWhereNoEngineAnswers() {
    assertThat(DatabaseChoice.of("auto", () -> false)).isEqualTo(DatabaseChoice.EMBEDDED);
  }

  @Test
  void wishIsObeyedWithoutAsking() {
    assertThat(DatabaseChoice.of("embedded", DatabaseChoiceTest::neverAsked))
        .isEqualTo(DatabaseChoice.EMBEDDED);
    assertThat(DatabaseChoice.of("DOCKER", DatabaseChoiceTest::neverAsked))
        .isEqualTo(DatabaseChoice.DOCKER);
  }

  @Test
  void unknownWishIsAnErrorNotASkip() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseChoice.of("h2", DatabaseChoiceTest::neverAsked))
        .withMessageContaining("auto, embedded or docker");
  }

  private static boolean neverAsked() {
    throw new AssertionError("asked for Docker although the choice was made");
  }
}
