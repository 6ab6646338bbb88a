package org.attune.assessment.outcomes.rules;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A score that the answers gave.
 *
 * @param at when they were given
 * @param value the total
 */
public record Point(Instant at, BigDecimal value) {

  /** How many points another score is lower. */
  BigDecimal less(Point other) {
    return value.subtract(other.value);
  }

  boolean below(int limit) {
    return value.compareTo(BigDecimal.valueOf(limit)) < 0;
  }
}
