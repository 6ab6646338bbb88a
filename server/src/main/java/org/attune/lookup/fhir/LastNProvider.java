package org.attune.lookup.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import org.attune.lookup.LatestObservations;
import org.attune.lookup.TooManyObservationsException;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.stereotype.Component;

/** {@code Observation/$lastn}. */
@Component
class LastNProvider implements OperationProvider {

  private final LatestObservations latest;

  LastNProvider(LatestObservations latest) {
    this.latest = latest;
  }

  @Operation(
      name = "$lastn",
      typeName = "Observation",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Observation-lastn")
  public Bundle lastn(RequestDetails details) {
    LastNParameters parameters = LastNParameters.read(details.getParameters());
    try {
      return bundle(
          latest.find(Caller.ofRequest(details), parameters.query(), parameters.max()), details);
    } catch (TooManyObservationsException tooMany) {
      throw new InvalidRequestException(String.valueOf(tooMany.getMessage()));
    }
  }

  private static Bundle bundle(List<Observation> found, RequestDetails details) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET).setTotal(found.size());
    bundle.addLink().setRelation("self").setUrl(details.getCompleteUrl());
    for (Observation each : found) {
      bundle
          .addEntry()
          .setFullUrl(
              details.getFhirServerBase() + "/Observation/" + each.getIdElement().getIdPart())
          .setResource(each)
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    return bundle;
  }
}
