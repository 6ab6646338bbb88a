package org.attune.assessment.rules;

import java.util.Set;

/**
 * A question, group or text of an instrument that does not count towards the total.
 *
 * @param linkId identifies the item within the instrument
 * @param required whether a finished answer sheet must answer it
 * @param options codes that may be chosen; empty if the item is not answered by choosing a code
 */
public record UnscoredItem(String linkId, boolean required, Set<String> options) implements Item {

  /** Keeps its own copy of the options. */
  public UnscoredItem {
    options = Set.copyOf(options);
  }

  @Override
  public boolean coded() {
    return !options.isEmpty();
  }

  @Override
  public boolean offers(String option) {
    return options.isEmpty() || options.contains(option);
  }
}
