package org.attune.risk.rules;

import java.util.List;
import java.util.Map;

/**
 * An item of an instrument whose answer may have to be followed up.
 *
 * @param signal what is followed up
 * @param questionnaire canonical URL of the instrument, without a version
 * @param linkId the item
 * @param universal whether the linkId means the same in every form, as a LOINC code does
 * @param ordinals points of the item's options, by code
 * @param atLeast fewest points that have to be followed up
 */
public record Trigger(
    Signal signal,
    String questionnaire,
    String linkId,
    boolean universal,
    Map<String, Integer> ordinals,
    int atLeast) {

  /**
   * Keeps its own copy of the ordinals.
   *
   * @throws IllegalArgumentException if no answer at all would be enough
   */
  public Trigger {
    ordinals = Map.copyOf(ordinals);
    if (atLeast < 1) {
      throw new IllegalArgumentException("A trigger needs at least one point: " + linkId);
    }
  }

  /** Whether it looks at a response to that questionnaire. */
  boolean concerns(String answered) {
    return universal || questionnaire.equals(answered);
  }

  /** The most points that one of the answers counts, or 0 if that is not enough. */
  int points(List<Answer> answers) {
    int most = answers.stream().mapToInt(answer -> answer.points(ordinals)).max().orElse(0);
    return most >= atLeast ? most : 0;
  }
}
