package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code that somebody wrote into a file of the repository stands in a code table. */
final class SourceCodesTest {

  private static final String LOINC = "http://loinc.org";
  private static final String RACE = "urn:oid:2.16.840.1.113883.6.238";

  /** Codes of tests that nobody has assigned, or that the tables leave out on purpose. */
  private static final Pattern MADE_UP =
      Pattern.compile(
          "K21\\.9|F32\\.77|F99\\.99|Z5982x|167957672X|[QX]\\d[0A]A?\\..*|9999\\d-\\d|[a-z]|%s");

  private static final Pattern FSH_ALIAS = Pattern.compile("(?m)^Alias: (\\S+) = (\\S+)");
  private static final Pattern FSH_CODE = Pattern.compile("(\\$[A-Za-z0-9-]+)#([A-Za-z0-9.-]+)");

  /** A coding in JSON, wherever it is embedded, and the ways of making one in Java. */
  private static final List<Pattern> PAIRS =
      List.of(
          Pattern.compile(
              "\\\\?\"system\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\]+)\\\\?\"\\s*,"
                  + "\\s*\\\\?\"code\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\]+)\\\\?\""),
          Pattern.compile("(?i)(?:coding|concept)\\(\\s*\"([^\"]+)\",\\s*\"([^\"]+)\"\\s*[,)]"),
          Pattern.compile("\\.setSystem\\(\"([^\"]+)\"\\)\\s*\\.setCode\\(\"([^\"]+)\"\\)"));

  @ParameterizedTest
  @CsvSource({
    LOINC + ", '(?:LA)?\\d{3,6}-\\d'",
    "http://hl7.org/fhir/sid/icd-10-cm, '[A-Z]\\d[0-9A-Z]\\.[0-9A-Z]{1,4}'",
    "http://www.ama-assn.org/go/cpt, 9\\d{4}",
    "http://nucc.org/provider-taxonomy, \\d{3}[A-Z0-9]{6}X",
  })
  void everythingInQuotesThatLooksLikeACodeOfASystemIsOne(String system, String form) {
    Pattern quoted = Pattern.compile("[\"'](" + form + ")[\"']");
    Set<String> known = new HashSet<>(CodeTables.codes(system).orElseThrow());
    CodeTables.codes(RACE).ifPresent(known::addAll); // these have the shape of LOINC codes
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    for (Path file : RepositoryFiles.all()) {
      Matcher matcher = quoted.matcher(RepositoryFiles.text(file));
      while (matcher.find()) {
        found++;
        String code = matcher.group(1);
        if (!known.contains(code) && !madeUp(file, code)) {
          unknown.add(RepositoryFiles.name(file) + " " + code);
        }
      }
    }

    assertThat(found).isPositive();
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyCodeBesideTheNameOfItsSystemStandsInItsTable() {
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    for (Path file : RepositoryFiles.all()) {
      for (Pattern pair : PAIRS) {
        Matcher matcher = pair.matcher(RepositoryFiles.text(file));
        while (matcher.find()) {
          if (CodeTables.covers(matcher.group(1))) {
            found++;
            if (!CodeTables.has(matcher.group(1), matcher.group(2))
                && !madeUp(file, matcher.group(2))) {
              unknown.add(
                  RepositoryFiles.name(file) + " " + matcher.group(1) + " " + matcher.group(2));
            }
          }
        }
      }
    }

    assertThat(found).isGreaterThan(100);
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyCodeOfTheProfileSourcesStandsInItsTable() {
    List<Path> fsh =
        RepositoryFiles.all().stream().filter(file -> file.toString().endsWith(".fsh")).toList();
    Map<String, String> aliases = new HashMap<>();
    fsh.forEach(
        file ->
            FSH_ALIAS
                .matcher(RepositoryFiles.text(file))
                .results()
                .forEach(match -> aliases.put(match.group(1), match.group(2))));
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    for (Path file : fsh) {
      Matcher matcher = FSH_CODE.matcher(RepositoryFiles.text(file));
      while (matcher.find()) {
        String system = aliases.get(matcher.group(1));
        if (system != null) {
          found++;
          if (!CodeTables.has(system, matcher.group(2))) {
            unknown.add(system + " " + matcher.group(2));
          }
        }
      }
    }

    assertThat(found).isGreaterThan(10);
    assertThat(unknown).isEmpty();
  }

  private static boolean madeUp(Path file, String code) {
    return RepositoryFiles.test(file) && MADE_UP.matcher(code).matches();
  }
}
