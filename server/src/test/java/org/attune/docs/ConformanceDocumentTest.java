package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/conformance.md} to the tests: each assertion of its tables is named by a test,
 * or the page gives the reason why none is. A test names an assertion by beginning its display name
 * with the id and a colon. With {@code -Dattune.conformance.write=true} this test writes the column
 * of the tests anew.
 */
class ConformanceDocumentTest {

  private static final Path PAGE = Path.of("../docs/conformance.md");
  private static final List<Path> SOURCES =
      List.of(Path.of("src/test/java"), Path.of("../examples/src/test/java"));
  private static final Pattern ROW =
      Pattern.compile("^\\| ([A-Z]{1,2}\\d{1,2}) \\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);
  private static final Pattern NAMED =
      Pattern.compile("@DisplayName\\(\\s*\"((?:[A-Z]{1,2}\\d{1,2}(?:, )?)+): ");
  private static final String NONE = "none: ";

  @Test
  void eachAssertionIsNamedByATestOrHasItsReason() throws IOException {
    Map<String, Set<String>> tests = tests();
    if (Boolean.getBoolean("attune.conformance.write")) {
      Files.writeString(PAGE, written(Files.readString(PAGE), tests));
    }
    String page = Files.readString(PAGE);

    assertThat(written(page, tests))
        .as("run it with -Dattune.conformance.write=true, and give a reason where no test is")
        .isEqualTo(page);
    assertThat(rows(page).values()).noneMatch(shownBy -> shownBy.strip().equals(NONE.strip()));
  }

  @Test
  void everyAssertionThatATestNamesHasARow() throws IOException {
    assertThat(rows(Files.readString(PAGE)).keySet()).containsAll(tests().keySet());
  }

  @Test
  void thePageHasARowForEachAssertionOnce() throws IOException {
    List<String> ids =
        ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)).toList();

    assertThat(ids).doesNotHaveDuplicates().containsAll(asked());
  }

  /** What is asked for; later features add their ranges here. */
  private static List<String> asked() {
    List<String> ids = new ArrayList<>();
    Map.of("U", 12, "CS", 8, "X", 17)
        .forEach(
            (letters, last) -> {
              for (int number = 1; number <= last; number++) {
                ids.add(letters + number);
              }
            });
    return ids;
  }

  /** The page with the tests of each row as the sources have them; reasons stay. */
  private static String written(String page, Map<String, Set<String>> tests) {
    return ROW.matcher(page)
        .replaceAll(
            row -> {
              Set<String> named = tests.get(row.group(1));
              String before = row.group(3).strip();
              String shownBy =
                  named != null
                      ? "`" + String.join("`, `", named) + "`"
                      : before.startsWith(NONE) ? before : NONE.strip();
              return Matcher.quoteReplacement(
                  "| " + row.group(1) + " | " + row.group(2) + " | " + shownBy + " |");
            });
  }

  private static Map<String, String> rows(String page) {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(page).results().forEach(row -> rows.put(row.group(1), row.group(3)));
    return rows;
  }

  /** The classes that name each assertion. */
  private static Map<String, Set<String>> tests() throws IOException {
    Map<String, Set<String>> tests = new TreeMap<>();
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(file -> read(file, tests));
      }
    }
    return tests;
  }

  private static void read(Path file, Map<String, Set<String>> tests) {
    try {
      String name = file.getFileName().toString().replace(".java", "");
      NAMED
          .matcher(Files.readString(file))
          .results()
          .flatMap(named -> Stream.of(named.group(1).split(", ")))
          .forEach(id -> tests.computeIfAbsent(id, key -> new TreeSet<>()).add(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
