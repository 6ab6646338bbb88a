package org.attune.assessment.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answers that one person gave to one instrument.
 *
 * @param answered every question with an answer
 * @param options the chosen option's code, by the linkId of its question
 */
public record AnswerSheet(Set<String> answered, Map<String, String> options) {

  /**
   * One question with the option chosen.
   *
   * @param linkId identifies the question
   * @param option code of the option
   */
  public record Choice(String linkId, String option) {}

  /** Keeps its own copies. */
  public AnswerSheet {
    answered = Set.copyOf(answered);
    options = Map.copyOf(options);
  }

  /**
   * A sheet of choices only, in any order.
   *
   * @throws IllegalArgumentException if a question is answered twice
   */
  public static AnswerSheet of(List<Choice> choices) {
    Map<String, String> options = new HashMap<>();
    for (Choice choice : choices) {
      if (options.put(choice.linkId(), choice.option()) != null) {
        throw new IllegalArgumentException("Item " + choice.linkId() + " is answered twice");
      }
    }
    return new AnswerSheet(options.keySet(), options);
  }

  /** The option chosen for a question, if one was. */
  public Optional<String> option(String linkId) {
    return Optional.ofNullable(options.get(linkId));
  }
}
