package org.attune.exchange.documents.fhir;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.attune.exchange.documents.Documents;
import org.attune.exchange.documents.TooManyDocumentsException;
import org.attune.store.Caller;
import org.attune.store.OperationProvider;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code DocumentReference/$docref}. */
@Component
class DocrefProvider implements OperationProvider {

  private final Documents documents;

  DocrefProvider(Documents documents) {
    this.documents = documents;
  }

  @Operation(
      name = "$docref",
      typeName = "DocumentReference",
      idempotent = true,
      canonicalUrl = "http://hl7.org/fhir/us/core/OperationDefinition/docref")
  public Bundle docref(@ResourceParam @Nullable Parameters body, RequestDetails details) {
    try {
      return bundle(
          documents.find(Caller.ofRequest(details), DocrefParameters.read(details, body)), details);
    } catch (TooManyDocumentsException tooMany) {
      throw new InvalidRequestException(String.valueOf(tooMany.getMessage()));
    }
  }

  private static Bundle bundle(Iterable<DocumentReference> found, RequestDetails details) {
    Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    bundle.addLink().setRelation("self").setUrl(details.getCompleteUrl());
    for (DocumentReference document : found) {
      bundle
          .addEntry()
          .setFullUrl(
              details.getFhirServerBase()
                  + "/DocumentReference/"
                  + document.getIdElement().getIdPart())
          .setResource(document)
          .getSearch()
          .setMode(SearchEntryMode.MATCH);
    }
    return bundle.setTotal(bundle.getEntry().size());
  }
}
