package org.attune.assessment.outcomes.rules;

/**
 * A published rule with its number.
 *
 * @param outcome what it is about
 * @param value percent of the baseline for a response; the total below which there is remission or
 *     no case; points for all others
 * @param session after how many sessions since the baseline a client can be off track; 0 for others
 * @param source where the rule is from
 */
public record OutcomeRule(Outcome outcome, int value, int session, String source) {

  /**
   * Refuses a rule that could not be applied.
   *
   * @throws IllegalArgumentException if the number is missing, or the session of an off-track rule,
   *     or the rule is one that follows from others
   */
  public OutcomeRule {
    if (value < 1 || source.isBlank()) {
      throw new IllegalArgumentException("Rule " + outcome.code() + " needs a value and a source");
    }
    if (outcome == Outcome.OFF_TRACK != session > 0) {
      throw new IllegalArgumentException(
          "Rule " + outcome.code() + ": a session belongs to off-track, and to nothing else");
    }
    if (outcome == Outcome.RELIABLE_RECOVERY) {
      throw new IllegalArgumentException(
          "Reliable recovery follows from recovery and reliable improvement");
    }
  }

  /** The same rule with another session, if it has one. */
  public OutcomeRule atSession(int other) {
    return session == 0 ? this : new OutcomeRule(outcome, value, other, source);
  }

  /** The rule in words. */
  public String text() {
    return switch (outcome) {
      case RESPONSE -> "At least " + value + " % below the baseline";
      case REMISSION -> "Below " + value + ", from a baseline of " + value + " or more";
      case RECOVERY -> "Below " + value + ", from a baseline of " + value + " or more (a case)";
      case DETERIORATION -> "At least " + value + " points above the baseline";
      case OFF_TRACK ->
          "Not yet " + value + " points below the baseline after " + session + " sessions";
      default -> "At least " + value + " points below the baseline";
    };
  }
}
