package org.attune.assessment.outcomes.rules;

import java.util.Locale;
import java.util.Optional;

/** What a course of scores can show, by the codes of the code system {@code outcome}. */
public enum Outcome {
  /** A share of the baseline is gone. */
  RESPONSE,
  /** Few symptoms are left. */
  REMISSION,
  /** A case at the baseline, none any more. */
  RECOVERY,
  /** Fallen by more than error of measurement explains. */
  RELIABLE_IMPROVEMENT,
  /** Recovery and reliable improvement together. */
  RELIABLE_RECOVERY,
  /** Fallen by what clients notice. */
  MEANINGFUL_IMPROVEMENT,
  /** Risen by more than error of measurement explains. */
  DETERIORATION,
  /** Not fallen enough after so many sessions. */
  OFF_TRACK;

  /** Its code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The outcome with a code, if there is one. */
  public static Optional<Outcome> of(String code) {
    for (Outcome outcome : values()) {
      if (outcome.code().equals(code)) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }
}
