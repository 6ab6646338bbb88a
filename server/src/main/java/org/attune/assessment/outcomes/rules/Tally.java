package org.attune.assessment.outcomes.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * What one rule says of a caseload.
 *
 * @param outcome what the rule is about
 * @param applies ids of the clients to whom the rule applies
 * @param there ids of those of them for whom it holds
 */
public record Tally(Outcome outcome, List<String> applies, List<String> there) {

  private static final int DIGITS = 4;

  /** Keeps its own copies. */
  public Tally {
    applies = List.copyOf(applies);
    there = List.copyOf(there);
  }

  /** The part for whom it holds, between 0 and 1; absent if it applies to nobody. */
  public Optional<BigDecimal> share() {
    return applies.isEmpty()
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(there.size())
                .divide(BigDecimal.valueOf(applies.size()), DIGITS, RoundingMode.HALF_UP));
  }
}
