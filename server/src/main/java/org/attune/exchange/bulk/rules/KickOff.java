package org.attune.exchange.bulk.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attune.exchange.bulk.rules.ExportRequest.Level;

/**
 * Reads the parameters of {@code $export}.
 *
 * @param level which of the three operations
 * @param group id of the Group, for {@link Level#GROUP}
 * @param post whether the parameters came in a body
 * @param lenient whether parameters that are not supported may be ignored
 * @param types resource types that the level can give
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk Data Access 2.0.0</a>
 */
public record KickOff(
    Level level, Optional<String> group, boolean post, boolean lenient, Set<String> types) {

  private static final Set<String> SUPPORTED =
      Set.of("_type", "_since", "_typeFilter", "_outputFormat", "patient");

  /** About the answer to the kick-off itself; they change nothing of the export. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("_format", "_pretty");

  private static final Set<String> FORMATS =
      Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_-]{1,40}");
  private static final Pattern PATIENT = Pattern.compile("(?:Patient/)?([A-Za-z0-9.-]{1,64})");

  /**
   * Understands the parameters.
   *
   * @param parameters values by name, decoded
   * @throws ExportRefused if the export cannot be made like that
   */
  public ExportRequest read(Map<String, List<String>> parameters) {
    List<String> ignored = unsupported(parameters);
    checkFormat(single(parameters, "_outputFormat"));
    Set<String> wanted = types(values(parameters, "_type"));
    return new ExportRequest(
        level,
        group,
        wanted,
        TypeFilters.read(
            parameters.getOrDefault("_typeFilter", List.of()), wanted.isEmpty() ? types : wanted),
        single(parameters, "_since").map(KickOff::instant),
        patients(values(parameters, "patient")),
        ignored);
  }

  private List<String> unsupported(Map<String, List<String>> parameters) {
    List<String> names = new ArrayList<>();
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (SUPPORTED.contains(name) || WITHOUT_EFFECT.contains(name)) {
        continue;
      }
      String known = NAME.matcher(name).matches() ? "The parameter " + name : "A parameter";
      if (!lenient) {
        throw new ExportRefused(
            known
                + " is not supported; leave it out, or send Prefer: handling=lenient to have it"
                + " ignored");
      }
      names.add(known);
    }
    return names;
  }

  /** A plus sign that was not encoded arrives as a blank. */
  private static void checkFormat(Optional<String> format) {
    if (format.isPresent() && !FORMATS.contains(format.get().replace(' ', '+'))) {
      throw new ExportRefused(
          "_outputFormat must be application/fhir+ndjson, application/ndjson or ndjson");
    }
  }

  private Set<String> types(List<String> names) {
    for (String name : names) {
      if (!types.contains(name)) {
        throw new ExportRefused(
            "_type names what this export cannot give; it gives "
                + String.join(", ", new TreeSet<>(types)));
      }
    }
    return Set.copyOf(new TreeSet<>(names));
  }

  private Set<String> patients(List<String> references) {
    if (references.isEmpty()) {
      return Set.of();
    }
    if (level == Level.SYSTEM || !post) {
      throw new ExportRefused(
          "patient belongs into the body of a POST to Patient/$export or Group/[id]/$export");
    }
    Set<String> ids = new TreeSet<>();
    for (String reference : references) {
      Matcher id = PATIENT.matcher(reference);
      if (!id.matches()) {
        throw new ExportRefused("patient must be a reference such as Patient/123");
      }
      ids.add(id.group(1));
    }
    return ids;
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException unreadable) {
      throw new ExportRefused("_since must be an instant such as 2026-01-31T08:00:00Z");
    }
  }

  private static Optional<String> single(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new ExportRefused(name + " can be given once only");
    }
    return values.stream().findFirst().map(String::strip);
  }

  /** Values that stand in one parameter, separated by commas, or in several. */
  private static List<String> values(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
