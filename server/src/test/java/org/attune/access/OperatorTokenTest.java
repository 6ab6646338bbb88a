package org.attune.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.attune.kernel.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenTest {

  private final DataDirectory directory;

  OperatorTokenTest(@TempDir Path temp) {
    this.directory = new DataDirectory(temp);
  }

  private OperatorToken token(boolean enabled) {
    return new OperatorToken(directory, new OperatorTokenProperties(enabled));
  }

  private String file() {
    return directory.readOrCreatePrivate("operator.token", () -> "absent");
  }

  @Test
  void theTokenOfTheFileIsTheOperatorsAndStaysSo() {
    OperatorToken first = token(true);

    assertThat(first.matches(file())).isTrue();
    assertThat(first.matches(file() + "x")).isFalse();
    assertThat(token(true).matches(file())).isTrue();
  }

  @Test
  void switchedOffNoFileIsMadeAndNothingMatches() {
    OperatorToken off = token(false);

    assertThat(directory.path("operator.token")).doesNotExist();
    assertThat(off.matches("")).isFalse();
  }

  @Test
  void switchedOffTheTokenOfAnEarlierStartIsRefused() {
    token(true);
    String former = file();

    assertThat(token(false).matches(former)).isFalse();
  }
}
