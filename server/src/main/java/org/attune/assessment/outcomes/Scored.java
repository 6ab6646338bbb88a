package org.attune.assessment.outcomes;

import java.util.Optional;
import org.attune.assessment.outcomes.rules.Point;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;

/**
 * A score as it is kept.
 *
 * @param id id of the Observation
 * @param patient id of the Patient
 * @param at when it was taken, as stated
 * @param point the score; absent if the answers did not give one
 * @param band what the score means, as it was read when it was kept
 */
public record Scored(
    String id, String patient, DateTimeType at, Optional<Point> point, Optional<Coding> band) {

  /** The score that an Observation holds; absent if it does not say when it was taken. */
  static Optional<Scored> of(Observation observation) {
    if (!observation.hasEffectiveDateTimeType()
        || !observation.getEffectiveDateTimeType().hasValue()) {
      return Optional.empty();
    }
    DateTimeType at = observation.getEffectiveDateTimeType();
    Optional<Point> point =
        observation.hasValueQuantity() && observation.getValueQuantity().hasValue()
            ? Optional.of(
                new Point(at.getValue().toInstant(), observation.getValueQuantity().getValue()))
            : Optional.empty();
    return Optional.of(
        new Scored(
            observation.getIdElement().getIdPart(),
            observation.getSubject().getReferenceElement().getIdPart(),
            at,
            point,
            observation.getInterpretation().stream()
                .flatMap(meaning -> meaning.getCoding().stream())
                .findFirst()));
  }
}
