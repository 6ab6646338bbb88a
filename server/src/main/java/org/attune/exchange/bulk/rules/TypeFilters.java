package org.attune.exchange.bulk.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code _typeFilter}: searches such as {@code MedicationRequest?status=active}. */
final class TypeFilters {

  /** A comma parts two searches only where the next one begins. */
  private static final Pattern BETWEEN = Pattern.compile(",(?=\\s*[A-Z][A-Za-z]*\\?)");

  private static final Pattern SEARCH = Pattern.compile("\\s*([A-Z][A-Za-z]*)\\?(.+)");

  /** What shapes a page of results instead of choosing resources. */
  private static final Set<String> SHAPES =
      Set.of(
          "_contained",
          "_count",
          "_elements",
          "_format",
          "_include",
          "_offset",
          "_pretty",
          "_revinclude",
          "_sort",
          "_summary",
          "_total");

  private TypeFilters() {}

  /**
   * Sorts the searches by type.
   *
   * @param types that the export gives
   * @throws ExportRefused for what is no search of one of the types
   */
  static Map<String, List<String>> read(List<String> values, Set<String> types) {
    Map<String, List<String>> queries = new TreeMap<>();
    for (String value : values) {
      for (String search : BETWEEN.split(value, -1)) {
        Matcher parts = SEARCH.matcher(search);
        if (!parts.matches()) {
          throw new ExportRefused(
              "_typeFilter must be a search such as MedicationRequest?status=active");
        }
        if (!types.contains(parts.group(1))) {
          throw new ExportRefused("_typeFilter names a type that this export does not give");
        }
        checkShape(parts.group(2));
        queries.computeIfAbsent(parts.group(1), type -> new ArrayList<>()).add(parts.group(2));
      }
    }
    queries.replaceAll((type, searches) -> List.copyOf(searches));
    return queries;
  }

  private static void checkShape(String query) {
    for (String parameter : query.split("&", -1)) {
      String name = parameter.split("[=:]", 2)[0];
      if (SHAPES.contains(name)) {
        throw new ExportRefused(
            "_typeFilter cannot use " + name + ": it chooses resources and shapes no pages");
      }
    }
  }
}
