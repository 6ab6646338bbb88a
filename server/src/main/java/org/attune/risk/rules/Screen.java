package org.attune.risk.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at answers for signals. It neither needs a response to be complete nor reads a missing
 * answer as anything.
 *
 * @param triggers all triggers
 */
public record Screen(List<Trigger> triggers) {

  /** Keeps its own copy. */
  public Screen {
    triggers = List.copyOf(triggers);
  }

  /** Every signal that a trigger has. */
  public List<Signal> signals() {
    return triggers.stream().map(Trigger::signal).distinct().toList();
  }

  /**
   * The signals in a response.
   *
   * @param questionnaire canonical URL that the response names, without a version; may be empty
   * @param answers the answers by linkId, without a leading slash
   * @return the most points for each signal that is there
   */
  public Map<Signal, Integer> signals(String questionnaire, Map<String, List<Answer>> answers) {
    Map<Signal, Integer> found = new LinkedHashMap<>();
    for (Trigger trigger : triggers) {
      List<Answer> given = answers.getOrDefault(trigger.linkId(), List.of());
      int points = trigger.concerns(questionnaire) ? trigger.points(given) : 0;
      if (points > 0) {
        found.merge(trigger.signal(), points, Math::max);
      }
    }
    return found;
  }
}
