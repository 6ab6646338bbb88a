package org.attune.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts what a search includes in one order: FHIR gives it none, and HAPI that of a hash table. */
final class Included {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "\"mode\":\"include\"";

  private Included() {}

  /** The text with each Bundle's included entries sorted; anything else as it is. */
  static String sorted(String text) {
    int body = text.indexOf('{');
    if (body < 0 || !text.contains(MARK)) {
      return text;
    }
    try {
      JsonNode tree = JSON.readTree(text.substring(body));
      sort(tree);
      return text.substring(0, body) + JSON.writeValueAsString(tree);
    } catch (JsonProcessingException other) {
      return text;
    }
  }

  private static void sort(JsonNode node) {
    node.forEach(Included::sort);
    if (node.path("entry") instanceof ArrayNode entries) {
      List<JsonNode> matches = new ArrayList<>();
      List<JsonNode> included = new ArrayList<>();
      entries.forEach(entry -> (isIncluded(entry) ? included : matches).add(entry));
      included.sort(Comparator.comparing(JsonNode::toString));
      entries.removeAll();
      entries.addAll(matches);
      entries.addAll(included);
    }
  }

  private static boolean isIncluded(JsonNode entry) {
    return "include".equals(entry.path("search").path("mode").asText());
  }
}
