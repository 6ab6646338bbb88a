package org.attune.assessment.rules;

import java.util.HashMap;
import java.util.Map;

/**
 * A question that counts towards the total. The ordinals belong to this question, not to the option
 * codes: the same code stands for other values in other instruments.
 *
 * @param linkId identifies the question within the instrument
 * @param required whether there is no total without an answer
 * @param ordinals points by option code
 */
public record ScoredItem(String linkId, boolean required, Map<String, Integer> ordinals)
    implements Item {

  /** Refuses a question that no option answers. */
  public ScoredItem {
    ordinals = Map.copyOf(ordinals);
    if (ordinals.isEmpty()) {
      throw new IllegalArgumentException("Scored item " + linkId + " has no options");
    }
  }

  /** The same question with its points turned round: the most become the least. */
  public ScoredItem reversed() {
    int ends = least() + highest();
    Map<String, Integer> turned = new HashMap<>();
    ordinals.forEach((option, points) -> turned.put(option, ends - points));
    return new ScoredItem(linkId, required, turned);
  }

  @Override
  public boolean coded() {
    return true;
  }

  @Override
  public boolean offers(String option) {
    return ordinals.containsKey(option);
  }

  int ordinal(String option) {
    Integer ordinal = ordinals.get(option);
    if (ordinal == null) {
      throw new IllegalArgumentException("Item " + linkId + " does not offer the chosen option");
    }
    return ordinal;
  }

  int lowest() {
    return required ? least() : 0;
  }

  private int least() {
    return ordinals.values().stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  int highest() {
    return ordinals.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
