package org.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is asked for in the steps of a work, one request for each.
 *
 * @param requests in the order of the steps
 * @param expected ids that the first request must find; null if that is not compared
 */
record Visit(List<Request> requests, @org.jspecify.annotations.Nullable Set<String> expected) {

  /**
   * One request.
   *
   * @param path relative to the base address
   * @param body empty for a request without
   * @param resources how many resources it carries
   */
  record Request(String path, String body, int resources) {

    static Request to(String path) {
      return new Request(path, "", 1);
    }
  }

  static Visit of(Request... requests) {
    return new Visit(Arrays.asList(requests), null);
  }

  /** A search whose answer is known from the data. */
  static Visit search(String path, List<JsonNode> expected) {
    Set<String> ids =
        expected.stream()
            .map(resource -> resource.path("id").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    return new Visit(List.of(Request.to(path)), ids);
  }

  int resources() {
    return requests.stream().mapToInt(Request::resources).sum();
  }

  /** Asks once, outside of measuring, and compares the ids of the matches. */
  void check(Target target) {
    if (expected == null) {
      return;
    }
    String path = requests.get(0).path();
    Set<String> found = new TreeSet<>();
    for (JsonNode entry : target.get(path).path("entry")) {
      if (!"include".equals(entry.path("search").path("mode").asText())) {
        found.add(entry.path("resource").path("id").asText());
      }
    }
    if (!found.equals(expected)) {
      throw new IllegalStateException(path + " finds " + found + " instead of " + expected);
    }
  }
}
