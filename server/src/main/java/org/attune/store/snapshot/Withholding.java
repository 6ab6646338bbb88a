package org.attune.store.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Coding;

/**
 * What of the record is not given out.
 *
 * @param narrowing query that resources of a type must match; absent if none may be read
 * @param labels security labels, one of which keeps a resource back
 */
public record Withholding(Function<String, Optional<String>> narrowing, Set<Coding> labels) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECURITY = 2;

  /** Keeps its own copy. */
  public Withholding {
    labels = Set.copyOf(labels);
  }

  /** Whether a row may be given out; one whose labels cannot be read may not. */
  boolean passes(StoredRow row) {
    String tags = row.tags();
    if (tags == null || labels.stream().noneMatch(label -> tags.contains(label.getCode()))) {
      return true;
    }
    try {
      for (JsonNode tag : JSON.readTree(tags)) {
        if (tag.path(0).asInt() == SECURITY && names(tag)) {
          return false;
        }
      }
      return true;
    } catch (JsonProcessingException broken) {
      return false;
    }
  }

  private boolean names(JsonNode tag) {
    return labels.stream()
        .anyMatch(
            label ->
                label.getCode().equals(tag.path(2).asText())
                    && label.getSystem().equals(tag.path(1).asText()));
  }
}
