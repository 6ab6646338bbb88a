package org.attune.assessment.outcomes.rules;

/**
 * What a rule says of a course.
 *
 * @param outcome what the rule is about
 * @param verdict whether it is there
 * @param reason why the rule does not apply; empty if it does
 * @param rule the rule in words
 * @param source where the rule is from
 */
public record Judgement(
    Outcome outcome, Verdict verdict, String reason, String rule, String source) {

  /** Whether an outcome is there. */
  public enum Verdict {
    /** It is there. */
    YES("yes"),
    /** It is not. */
    NO("no"),
    /** The rule says nothing of this course. */
    NOT_APPLICABLE("not-applicable");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    /** Its code. */
    public String code() {
      return code;
    }
  }
}
