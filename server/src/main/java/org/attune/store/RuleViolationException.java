package org.attune.store;

import java.util.List;

/** A write was refused by one or more rules. */
public final class RuleViolationException extends RuntimeException {

  private final transient List<Violation> violations;

  public RuleViolationException(String code, String expression, String message) {
    this(List.of(new Violation(code, expression, message)));
  }

  public RuleViolationException(List<Violation> violations) {
    super("Refused by " + violations.size() + " rule violation(s)");
    this.violations = List.copyOf(violations);
  }

  public List<Violation> violations() {
    return violations;
  }

  /** One refusal: stable code, FHIRPath and what to do. */
  public record Violation(String code, String expression, String message) {}
}
