package org.attune.terminology.load;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.database.command.CommandArguments;
import org.attune.database.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * What the command is to load.
 *
 * @param edition which code system
 * @param file the publisher's file
 * @param release name of the release
 * @param effective its first day
 * @param arguments what else was given, the database among it
 */
public record LoadRequest(
    Edition edition, Path file, String release, LocalDate effective, CommandArguments arguments) {

  /** How the command is used. */
  public static final String USAGE =
      """
      Usage: attune terminology load icd-10-cm|loinc|cpt FILE [OPTIONS]

      loads a whole official release; the server may be running

        icd-10-cm  the order file of CMS (icd10cm_order_2027.txt), plain or zipped
        loinc      Loinc.csv, or the ZIP file of the release
        cpt        tab-delimited, first row with the columns Code and Long or Descriptor;
                   under the site's own licence from the AMA

        --release=NAME            the release, if the name of the file does not tell it
        --effective=YYYY-MM-DD    its first day (default: 1 October before the year of
                                  icd-10-cm, 1 January of the year of cpt)
      """
          + CommandArguments.USAGE;

  private static final String RELEASE = "--release";
  private static final String EFFECTIVE = "--effective";
  private static final Set<String> OWN = Set.of(RELEASE + "=", EFFECTIVE + "=");
  private static final int WORDS = 4;

  /**
   * Reads the arguments, and for the database the environment where they do not name it.
   *
   * @throws UsageException if they make no command
   */
  public static LoadRequest parse(Map<String, String> environment, String... args)
      throws UsageException {
    CommandArguments arguments = CommandArguments.parse(args, OWN, environment);
    List<String> words = arguments.words();
    if (words.size() != WORDS || !"load".equals(words.get(1))) {
      throw new UsageException("Name what to load, and one file.");
    }
    Optional<Edition> edition = Edition.of(words.get(2));
    if (edition.isEmpty()) {
      throw new UsageException("Only icd-10-cm, loinc and cpt can be loaded.");
    }
    Path file = file(words.get(WORDS - 1));
    String release = release(edition.get(), file, arguments.options().get(RELEASE));
    LocalDate effective = effective(edition.get(), release, arguments.options().get(EFFECTIVE));
    return new LoadRequest(edition.get(), file, release, effective, arguments);
  }

  private static Path file(String name) throws UsageException {
    try {
      return Path.of(name);
    } catch (InvalidPathException invalid) {
      throw new UsageException("The file name is not valid.");
    }
  }

  private static String release(Edition edition, Path file, @Nullable String given)
      throws UsageException {
    String release = given == null ? edition.release(String.valueOf(file.getFileName())) : given;
    if (release == null || !release.matches("[0-9A-Za-z][0-9A-Za-z._-]{0,49}")) {
      throw new UsageException("Name the release: --release=..., for example 2027.");
    }
    return release;
  }

  private static LocalDate effective(Edition edition, String release, @Nullable String given)
      throws UsageException {
    if (given != null) {
      try {
        return LocalDate.parse(given);
      } catch (DateTimeException unclear) {
        throw new UsageException("--effective must be a day, as in 2026-10-01.");
      }
    }
    LocalDate implied = edition.effective(release);
    if (implied == null) {
      throw new UsageException("Name the first day of the release: --effective=YYYY-MM-DD.");
    }
    return implied;
  }
}
