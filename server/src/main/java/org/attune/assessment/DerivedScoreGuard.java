package org.attune.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attune.store.RuleViolationException;
import org.attune.store.RuleViolationException.Violation;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps derived scores to the rule that derives them: what bears their identifier is written by
 * {@link AssessmentScoring} alone, so that a score always equals the answers that it names.
 */
final class DerivedScoreGuard implements WriteRule {

  /** Name of the operation that the scoring rule delegates its writes to. */
  static final String OPERATION = "score";

  @Override
  public Set<String> resourceTypes() {
    return Set.of("Observation");
  }

  /** Goes before rules that would complete or judge the resource. */
  @Override
  public int order() {
    return -1;
  }

  @Override
  public void beforeStore(Write write) {
    if (OPERATION.equals(write.caller().operation())) {
      return;
    }
    List<Violation> violations = new ArrayList<>();
    for (int index : scores(write.resource())) {
      violations.add(violation("Observation.identifier[" + index + "]"));
    }
    if (violations.isEmpty() && !scores(write.before()).isEmpty()) {
      violations.add(violation("Observation.identifier"));
    }
    if (!violations.isEmpty()) {
      throw new RuleViolationException(violations);
    }
  }

  private static Violation violation(String expression) {
    return new Violation(
        "derived-score",
        expression,
        "This identifier marks a score that the server derives from a QuestionnaireResponse;"
            + " change the response instead, or send the Observation without the identifier");
  }

  /** Positions of the identifiers that mark a derived score. */
  private static List<Integer> scores(@Nullable Resource resource) {
    List<Integer> found = new ArrayList<>();
    if (resource instanceof Observation observation) {
      List<Identifier> identifiers = observation.getIdentifier();
      for (int index = 0; index < identifiers.size(); index++) {
        if (ScoreObservationWriter.DERIVED_SCORE.equals(identifiers.get(index).getSystem())) {
          found.add(index);
        }
      }
    }
    return found;
  }
}
