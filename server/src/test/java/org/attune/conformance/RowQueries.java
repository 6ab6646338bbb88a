package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.conformance.SearchOracle.Verdict.YES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attune.conformance.SearchOracle.Expected;
import org.hl7.fhir.r4.model.Resource;

/** Queries for a row of the search table, taken from resources that they must find. */
final class RowQueries {

  private static final int MOST = 4;

  private final SearchResults results;

  RowQueries(SearchResults results) {
    this.results = results;
  }

  /** Up to four queries, for resources spread over all that have a value for each parameter. */
  static List<List<String>> of(SearchRow row, List<Resource> all) {
    List<List<String>> queries = new ArrayList<>();
    for (Resource resource : all) {
      List<String> values = new ArrayList<>();
      for (String name : row.parameters()) {
        SearchOracle.of(row.type(), name).query(resource).ifPresent(values::add);
      }
      if (values.size() == row.parameters().size() && !queries.contains(values)) {
        queries.add(values);
      }
    }
    assertThat(queries).as("resources to try %s on", row).isNotEmpty();
    return spread(queries);
  }

  /** U1: what is found is exactly what all parameters match. */
  void findsExactlyWhatMatches(SearchRow row, List<Resource> all) {
    for (List<String> values : of(row, all)) {
      check(row, values, all);
    }
  }

  /** U2 and U3: the same by a form, and with the type in the patient's reference. */
  void findsTheSame(SearchRow row, List<Resource> all, boolean asForm) {
    for (List<String> values : of(row, all)) {
      String query = SearchResults.query(row.parameters(), values);
      List<String> found = SearchResults.ids(results.matches(row.type() + "?" + query));
      List<String> again =
          asForm
              ? results.posted(row.type(), query + "&_count=1000")
              : SearchResults.ids(results.matches(row.type() + "?" + withoutType(row, values)));
      assertThat(again).as(row + " " + query).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  /** The patient by id alone. */
  private static String withoutType(SearchRow row, List<String> values) {
    List<String> bare = values.stream().map(value -> value.replaceFirst("^Patient/", "")).toList();
    return SearchResults.query(row.parameters(), bare);
  }

  /** U4: each token with its system in front finds the same resource and nothing else. */
  int findsWithSystem(SearchRow row, List<Resource> all) {
    int tried = 0;
    for (Resource resource : all) {
      List<String> values = new ArrayList<>();
      boolean withSystem = false;
      for (String name : row.parameters()) {
        SearchOracle oracle = SearchOracle.of(row.type(), name);
        Optional<String> token = oracle.queryWithSystem(resource);
        withSystem = withSystem || token.isPresent();
        token.or(() -> oracle.query(resource)).ifPresent(values::add);
      }
      if (withSystem && values.size() == row.parameters().size()) {
        assertThat(check(row, values, all)).contains(resource.getIdElement().getIdPart());
        tried++;
        if (tried == 2) {
          return tried;
        }
      }
    }
    return tried;
  }

  /** U5: each comparator finds exactly the dates that satisfy it. */
  void compares(SearchRow row, List<Resource> all) {
    for (List<String> values : of(row, all)) {
      for (String comparator : List.of("gt", "ge", "lt", "le")) {
        List<String> compared =
            values.stream()
                .map(
                    value ->
                        value.matches("(ge|gt|lt|le).*") ? comparator + value.substring(2) : value)
                .toList();
        check(row, compared, all);
      }
    }
  }

  /** U6: up to three values at once find what each of them finds; false if there is one only. */
  boolean findsAnyOf(SearchRow row, List<Resource> all) {
    String name = row.parameters().get(0);
    SearchOracle oracle = SearchOracle.of(row.type(), name);
    List<String> values =
        all.stream().flatMap(one -> oracle.query(one).stream()).distinct().limit(3).toList();
    if (values.size() < 2) {
      return false;
    }
    List<String> expected =
        all.stream()
            .filter(one -> values.stream().anyMatch(value -> oracle.matches(one, value) == YES))
            .map(one -> one.getIdElement().getIdPart())
            .toList();
    String search =
        row.type() + "?" + SearchResults.query(List.of(name), List.of(String.join(",", values)));
    assertThat(SearchResults.ids(results.matches(search)))
        .as(search)
        .containsExactlyInAnyOrderElementsOf(expected);
    return true;
  }

  private List<String> check(SearchRow row, List<String> values, List<Resource> all) {
    String search = row.type() + "?" + SearchResults.query(row.parameters(), values);
    List<String> found = SearchResults.ids(results.matches(search));
    Expected expected = SearchOracle.expected(row, values, all);
    assertThat(found).as(search).doesNotHaveDuplicates().containsAll(expected.must());
    List<String> more = new ArrayList<>(found);
    more.removeAll(expected.must());
    more.removeAll(expected.may());
    assertThat(more).as("found without a match by %s", search).isEmpty();
    return found;
  }

  private static List<List<String>> spread(List<List<String>> all) {
    if (all.size() <= MOST) {
      return all;
    }
    List<List<String>> some = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      some.add(all.get(i * (all.size() - 1) / (MOST - 1)));
    }
    return some;
  }
}
