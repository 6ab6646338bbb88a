package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/profiles.md} to the profiles. With {@code -Dattune.profiles.write=true} the
 * test writes the page instead, which is how it is made.
 */
final class ProfilesPageTest {

  private static final Path PAGE = Path.of("../docs/profiles.md");

  @Test
  void thePageSaysWhatTheProfilesSay() throws IOException {
    String page = new ProfilesPage().text();
    if (Boolean.getBoolean("attune.profiles.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("run it with -Dattune.profiles.write=true")
        .isEqualTo(page);
  }
}
