package org.attune.risk.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** An answer to one item, in whichever form it was given. */
public sealed interface Answer {

  /**
   * What the answer counts.
   *
   * @param ordinals points of the options, by code
   * @return 0 if the answer is none of them
   */
  int points(Map<String, Integer> ordinals);

  /** An option chosen. Codes of one item are told apart without their system. */
  record Option(String code) implements Answer {

    @Override
    public int points(Map<String, Integer> ordinals) {
      return ordinals.getOrDefault(code, 0);
    }
  }

  /** Yes or no. */
  record YesNo(boolean yes) implements Answer {

    @Override
    public int points(Map<String, Integer> ordinals) {
      return yes ? 1 : 0;
    }
  }

  /** The points themselves, as some forms send them; a part of a point counts as the whole. */
  record Points(BigDecimal number) implements Answer {

    @Override
    public int points(Map<String, Integer> ordinals) {
      return number.setScale(0, RoundingMode.CEILING).min(BigDecimal.valueOf(1_000)).intValue();
    }
  }
}
