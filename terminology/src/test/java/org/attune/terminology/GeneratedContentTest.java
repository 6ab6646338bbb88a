package org.attune.terminology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the committed JSON to the code tables. With {@code -Dattune.terminology.write=true} the
 * test writes the files instead, which is how they are made.
 */
final class GeneratedContentTest {

  private static final Path FOLDER = Path.of("src/main/resources/fhir/attune.terminology");

  @Test
  void theCommittedFilesAreWhatTheCodeTablesImply() throws IOException {
    Map<String, String> implied = TerminologyContent.files();
    if (Boolean.getBoolean("attune.terminology.write")) {
      write(implied);
    }

    assertThat(committed()).containsExactlyInAnyOrderEntriesOf(implied);
  }

  private static void write(Map<String, String> implied) throws IOException {
    for (String name : committed().keySet()) {
      Files.delete(FOLDER.resolve(name));
    }
    for (Map.Entry<String, String> file : implied.entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }

  private static Map<String, String> committed() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> !file.endsWith("package.json"))
          .collect(
              Collectors.toMap(file -> file.getFileName().toString(), GeneratedContentTest::text));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
