package org.attune.assessment.outcomes.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.attune.assessment.outcomes.Outcomes;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code Patient/[id]/$outcomes} and {@code EpisodeOfCare/[id]/$outcomes}. */
@Component
class OutcomesProvider implements OperationProvider {

  private static final String DEFINITION = "https://attune.org/fhir/OperationDefinition/outcomes";

  private final Outcomes outcomes;
  private final CourseRequests requests;

  OutcomesProvider(Outcomes outcomes, CourseRequests requests) {
    this.outcomes = outcomes;
    this.requests = requests;
  }

  /** The courses of a client. */
  @Operation(name = "$outcomes", type = Patient.class, idempotent = true, canonicalUrl = DEFINITION)
  public Parameters ofPatient(
      @IdParam IdType id,
      @OperationParam(name = "instrument") @Nullable List<CanonicalType> instruments,
      @OperationParam(name = "start", max = 1) @Nullable DateTimeType start,
      @OperationParam(name = "end", max = 1) @Nullable DateTimeType end,
      RequestDetails request) {
    return outcomes
        .ofPatient(
            Caller.ofRequest(request),
            id.getIdPart(),
            requests.instruments(instruments),
            CourseRequests.span(start, end))
        .map(CourseParameters::of)
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  /** The courses within an episode. */
  @Operation(
      name = "$outcomes",
      type = EpisodeOfCare.class,
      idempotent = true,
      canonicalUrl = DEFINITION)
  public Parameters ofEpisode(
      @IdParam IdType id,
      @OperationParam(name = "instrument") @Nullable List<CanonicalType> instruments,
      @OperationParam(name = "start", max = 1) @Nullable DateTimeType start,
      @OperationParam(name = "end", max = 1) @Nullable DateTimeType end,
      RequestDetails request) {
    return outcomes
        .ofEpisode(
            Caller.ofRequest(request),
            id.getIdPart(),
            requests.instruments(instruments),
            CourseRequests.span(start, end))
        .map(CourseParameters::of)
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }
}
