package org.attune.assessment.outcomes.fhir;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.attune.assessment.outcomes.Measured;
import org.attune.assessment.outcomes.OutcomeCatalog;
import org.attune.assessment.outcomes.Span;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the operations on courses are asked for. */
@Component
class CourseRequests {

  private final OutcomeCatalog catalog;

  CourseRequests(OutcomeCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The instruments that are named.
   *
   * @throws InvalidRequestException if one is not known
   */
  List<Measured> instruments(@Nullable List<CanonicalType> named) {
    return named == null ? List.of() : named.stream().map(this::instrument).toList();
  }

  Measured instrument(@Nullable CanonicalType named) {
    String canonical = named == null || named.getValue() == null ? "" : named.getValue();
    return catalog
        .named(canonical)
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "Parameter instrument: name the Questionnaire of an instrument, one of "
                        + catalog.all().stream()
                            .map(Measured::url)
                            .collect(Collectors.joining(", "))));
  }

  /**
   * The span of time.
   *
   * @throws InvalidRequestException if it ends before it starts
   */
  static Span span(@Nullable BaseDateTimeType start, @Nullable BaseDateTimeType end) {
    if (start != null
        && end != null
        && start.getValue() != null
        && end.getValue() != null
        && end.getValue().toInstant().isBefore(start.getValue().toInstant())) {
      throw new InvalidRequestException("Parameter end: it is before the start");
    }
    return new Span(text(start), text(end));
  }

  private static Optional<String> text(@Nullable BaseDateTimeType time) {
    return Optional.ofNullable(time).map(BaseDateTimeType::getValueAsString);
  }
}
