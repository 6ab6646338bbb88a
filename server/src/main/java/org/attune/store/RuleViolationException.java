package org.attune.store;

import java.util.List;

/** A write is refused because it breaks a rule; answered with 422 and one issue per violation. */
public final class RuleViolationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * One broken rule.
   *
   * @param code stable code of the rule
   * @param expression FHIRPath of the element, beginning with the resource type
   * @param message what is wrong and what to do; never a value of the record
   */
  public record Violation(String code, String expression, String message) {}

  /** Refuses with a single violation. */
  public RuleViolationException(String code, String expression, String message) {
    this(List.of(new Violation(code, expression, message)));
  }

  /** Refuses with every violation found. */
  public RuleViolationException(List<Violation> violations) {
    super(violations.size() + " rule violation(s)");
    this.violations = List.copyOf(violations);
  }

  /** What was violated, in the order of the resource. */
  public List<Violation> violations() {
    return violations;
  }
}
