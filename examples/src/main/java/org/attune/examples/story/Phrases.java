package org.attune.examples.story;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sentences that notes are made of.
 *
 * @param focuses by focus of treatment, then by what the sentence is about
 * @param objective what the clinician sees, by how the client does
 * @param response how the client took part
 * @param conversation for notes that are kept apart from the record
 */
public record Phrases(
    Map<String, Map<String, List<String>>> focuses,
    Map<String, List<String>> objective,
    List<String> response,
    List<String> conversation) {

  /** Sentences of a focus. */
  public List<String> of(String focus, String about) {
    return Objects.requireNonNull(
        Objects.requireNonNull(focuses.get(focus), focus).get(about), about);
  }

  /** What the clinician sees in a client who does {@code state}. */
  public List<String> seen(String state) {
    return Objects.requireNonNull(objective.get(state), state);
  }
}
