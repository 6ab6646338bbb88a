package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/instruments.md} to the Questionnaires. With {@code
 * -Dattune.instruments.write=true} the test writes the page instead, which is how it is made.
 */
final class InstrumentsPageTest {

  private static final Path PAGE = Path.of("../docs/instruments.md");

  @Test
  void thePageSaysWhatTheQuestionnairesSay() throws IOException {
    String page = new InstrumentsPage().text();
    if (Boolean.getBoolean("attune.instruments.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("run it with -Dattune.instruments.write=true")
        .isEqualTo(page);
  }
}
