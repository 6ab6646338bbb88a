package org.attune.store;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A write is refused because it breaks a rule; answered with 422 and one issue per violation. */
public final class RuleViolationException extends UnprocessableEntityException {

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
    super(
        violations.stream()
            .map(violation -> violation.expression() + ": " + violation.message())
            .collect(Collectors.joining("; ")));
    this.violations = List.copyOf(violations);
  }

  /** The same violations, told from the entry of the Bundle that the resource came in. */
  RuleViolationException atEntry(int index) {
    return new RuleViolationException(
        violations.stream()
            .map(
                violation ->
                    new Violation(
                        violation.code(),
                        "Bundle.entry[" + index + "].resource" + below(violation.expression()),
                        violation.message()))
            .toList());
  }

  /**
   * Why an entry of the batch that a request carried was refused, if a rule refused it. HAPI keeps
   * no more of it than a message.
   *
   * @param entry position of the entry in the batch
   */
  public static Optional<RuleViolationException> ofEntry(RequestDetails request, int entry) {
    BundleContext bundle = BundleContext.of(request);
    return Optional.ofNullable(bundle == null ? null : bundle.refusal(entry));
  }

  private static String below(String expression) {
    int dot = expression.indexOf('.');
    return dot < 0 ? "" : expression.substring(dot);
  }

  /** What was violated, in the order of the resource. */
  public List<Violation> violations() {
    return violations;
  }
}
