package org.attune.exchange.summary;

import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.attune.store.PatientSummaries;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code Patient/[id]/$summary} of the International Patient Summary. */
@Component
class SummaryProvider implements OperationProvider {

  private static final String PROFILE =
      "http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips";

  private final PatientSummaries summaries;

  SummaryProvider(PatientSummaries summaries) {
    this.summaries = summaries;
  }

  @Operation(
      name = "$summary",
      typeName = "Patient",
      idempotent = true,
      bundleType = BundleTypeEnum.DOCUMENT,
      canonicalUrl = "http://hl7.org/fhir/uv/ips/OperationDefinition/summary")
  public Bundle summary(
      @IdParam IdType patient,
      @OperationParam(name = "profile", max = 1) @Nullable UriType profile,
      RequestDetails details) {
    if (profile != null && !PROFILE.equals(profile.getValue())) {
      throw new InvalidRequestException(
          "$summary makes documents of the profile " + PROFILE + " only");
    }
    return summaries.of(Caller.ofRequest(details), patient);
  }
}
