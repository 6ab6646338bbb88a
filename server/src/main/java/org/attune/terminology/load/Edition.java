package org.attune.terminology.load;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The code systems of which a whole release can be loaded. */
enum Edition {
  /** The order file of a fiscal year, which begins on 1 October of the year before. */
  ICD_10_CM(
      "icd-10-cm",
      "http://hl7.org/fhir/sid/icd-10-cm",
      Pattern.compile("(?i).*order.*\\.txt"),
      Pattern.compile("(?i).*order[-_](20\\d\\d).*")),
  /** {@code Loinc.csv}, alone or in the ZIP file of the release. */
  LOINC(
      "loinc",
      "http://loinc.org",
      Pattern.compile("(?i)(?:.*/)?loinc\\.csv"),
      Pattern.compile("(?i).*loinc_(\\d\\.\\d+).*")),
  /** A tab-delimited list of codes and descriptors, in force from 1 January. */
  CPT(
      "cpt",
      "http://www.ama-assn.org/go/cpt",
      Pattern.compile("(?i).*\\.txt"),
      Pattern.compile("(?i).*(20\\d\\d).*"));

  private final String word;
  private final String system;
  private final Pattern entry;
  private final Pattern named;

  Edition(String word, String system, Pattern entry, Pattern named) {
    this.word = word;
    this.system = system;
    this.entry = entry;
    this.named = named;
  }

  /** The edition that a word of the command names. */
  static Optional<Edition> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /** The word, which is also the id of the CodeSystem that the server brings. */
  String word() {
    return word;
  }

  String system() {
    return system;
  }

  /** What the file is called within a ZIP file. */
  Pattern entry() {
    return entry;
  }

  /** The release that the name of a file tells; absent if it does not. */
  @Nullable String release(String fileName) {
    Matcher matcher = named.matcher(fileName);
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** The first day of a release by its name; absent if the name does not tell. */
  @Nullable LocalDate effective(String release) {
    if (this == LOINC) {
      return null;
    }
    try {
      int year = Integer.parseInt(release);
      return this == ICD_10_CM
          ? LocalDate.of(year - 1, Month.OCTOBER, 1)
          : LocalDate.of(year, Month.JANUARY, 1);
    } catch (NumberFormatException | DateTimeException unclear) {
      return null;
    }
  }
}
