package org.attune.lookup.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of {@code $lastn}: {@code max}, and search parameters of Observation that look at
 * nothing but the Observation.
 *
 * @param query the search parameters
 * @param max how many of each code
 */
record LastNParameters(String query, int max) {

  private static final Set<String> SEARCH =
      Set.of("patient", "subject", "category", "code", "date", "status", "encounter");

  private static final String MAX = "max";

  /** Reads them from the parameters of the URL. */
  static LastNParameters read(Map<String, String[]> given) {
    List<String> query = new ArrayList<>();
    int max = 1;
    for (Map.Entry<String, String[]> each : given.entrySet()) {
      String name = each.getKey();
      String plain = name.replaceFirst(":.*", "");
      if (MAX.equals(name)) {
        max = number(each.getValue());
      } else if (SEARCH.contains(plain) && name.indexOf('.') < 0) {
        for (String value : each.getValue()) {
          query.add(name + "=" + URLEncoder.encode(value, UTF_8));
        }
      } else if (!name.startsWith("_")) {
        throw new InvalidRequestException(
            "$lastn has no such parameter; there are max and " + new TreeSet<>(SEARCH));
      } else if (!Set.of("_format", "_pretty", "_elements", "_summary").contains(name)) {
        throw new InvalidRequestException(
            "$lastn takes of the parameters that begin with _ only those that shape the answer");
      }
    }
    if (!given.containsKey("patient") && !given.containsKey("subject")) {
      throw new InvalidRequestException("$lastn needs the parameter patient or subject");
    }
    return new LastNParameters(String.join("&", query), max);
  }

  private static int number(String[] values) {
    if (values.length == 1 && values[0].matches("[1-9][0-9]{0,3}")) {
      return Integer.parseInt(values[0]);
    }
    throw new InvalidRequestException("The parameter max of $lastn is a number from 1 to 9999");
  }
}
