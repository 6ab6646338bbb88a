package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that exist, and one for every threat. */
class SecurityDocumentTest {

  private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z]+(?:IT|Test))`");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Set<String> named = new TreeSet<>();
    NAME.matcher(document()).results().forEach(name -> named.add(name.group(1)));

    assertThat(tests()).containsAll(named);
    assertThat(named).hasSizeGreaterThan(20);
  }

  @Test
  void everyThreatNamesATest() throws IOException {
    String threats = document().split("\n## ", -1)[3];

    assertThat(threats).startsWith("Threats");
    assertThat(threats.lines().filter(line -> line.startsWith("| ")).skip(1))
        .allMatch(line -> NAME.matcher(line).find());
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("..", "docs", "security.md"));
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
