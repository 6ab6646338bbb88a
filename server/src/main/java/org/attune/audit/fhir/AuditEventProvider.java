package org.attune.audit.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.attune.store.ResourceProvider;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;

/** Serves AuditEvent from the rows: read, search, and the verification of the chain. */
final class AuditEventProvider implements ResourceProvider {

  private final AuditSearch search;

  AuditEventProvider(AuditSearch search) {
    this.search = search;
  }

  @Override
  public Class<AuditEvent> getResourceType() {
    return AuditEvent.class;
  }

  /**
   * Reads one.
   *
   * @throws ResourceNotFoundException if there is none
   */
  @Read
  public AuditEvent read(@IdParam IdType id) {
    return search.read(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
  }

  /** Searches by date, patient, entity, agent, outcome and more; see docs/audit.md. */
  @Search(allowUnknownParams = true)
  public Bundle search(RequestDetails request) {
    return search.search(request.getParameters(), request.getFhirServerBase());
  }

  /** Whether every row and link is as it was written; each fault by name. */
  @Operation(
      name = "$verify",
      idempotent = true,
      canonicalUrl = "https://attune.org/fhir/OperationDefinition/audit-event-verify")
  public Parameters verify() {
    return search.verify();
  }
}
