package org.attune.audit.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of a query: which parameters it has, without the values that could tell of a person.
 * Names, birth dates and identifiers are what people search by, and a log of searches would
 * otherwise become a second, unprotected index of them.
 */
public final class QueryShape {

  private static final Set<String> KEPT =
      Set.of(
          "_count",
          "_sort",
          "_summary",
          "_elements",
          "_total",
          "_include",
          "_revinclude",
          "_include:iterate",
          "_revinclude:iterate",
          "_format",
          "_type",
          "_since",
          "_lastUpdated",
          "_pretty");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_:.-]{0,99}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_:.,*+-]{1,200}");
  private static final Pattern PATIENT = Pattern.compile("(?:^|[/,])Patient/([A-Za-z0-9.-]{1,64})");
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9.-]{1,64}");
  private static final Set<String> PATIENT_NAMES = Set.of("patient", "subject:Patient");

  private QueryShape() {}

  /** Parameters in the order of their names, {@code *} for each value that is left out. */
  public static String of(Map<String, String[]> parameters) {
    List<String> shape = new ArrayList<>();
    new TreeMap<>(parameters)
        .forEach(
            (name, values) -> {
              String shown = NAME.matcher(name).matches() ? name : "(other)";
              for (String value : values) {
                shape.add(shown + "=" + (kept(name, value) ? value : "*"));
              }
            });
    return String.join("&", shape);
  }

  private static boolean kept(String name, String value) {
    return KEPT.contains(name) && VALUE.matcher(value).matches();
  }

  /**
   * The ids of the patients that the query asks about, whether or not they exist.
   *
   * @param type resource type that is searched
   */
  public static Set<String> patients(String type, Map<String, String[]> parameters) {
    Set<String> ids = new LinkedHashSet<>();
    parameters.forEach(
        (name, values) -> Arrays.stream(values).forEach(value -> collect(type, name, value, ids)));
    return ids;
  }

  private static void collect(String type, String name, String value, Set<String> ids) {
    Matcher reference = PATIENT.matcher(value);
    while (reference.find()) {
      ids.add(reference.group(1));
    }
    if (PATIENT_NAMES.contains(name) || ("Patient".equals(type) && "_id".equals(name))) {
      for (String part : value.split(",", -1)) {
        if (BARE.matcher(part).matches()) {
          ids.add(part);
        }
      }
    }
  }
}
