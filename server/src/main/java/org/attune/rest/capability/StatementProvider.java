package org.attune.rest.capability;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;

/**
 * HAPI's account of what the endpoint binds, completed. HAPI asks for it on its own schedule; what
 * it gets then is never sent, since the {@link MetadataHook} sends the statement.
 */
final class StatementProvider extends JpaCapabilityStatementProvider {

  private final FhirContext context;
  private final StatementEdits edits;

  StatementProvider(
      RestfulServer server,
      IFhirSystemDao<?, ?> systemDao,
      JpaStorageSettings settings,
      ISearchParamRegistry searchParameters,
      IValidationSupport validationSupport,
      StatementEdits edits) {
    super(server, systemDao, settings, searchParameters, validationSupport);
    this.context = server.getFhirContext();
    this.edits = edits;
    setIncludeResourceCounts(false);
    setImplementationDescription("Attune: a health record server for mental health");
  }

  @Override
  public IBaseConformance getServerConformance(HttpServletRequest request, RequestDetails details) {
    return new CapabilityStatement();
  }

  /** The whole statement; takes a while. */
  CapabilityStatement make(HttpServletRequest request, RequestDetails details) {
    CapabilityStatement statement =
        (CapabilityStatement) super.getServerConformance(request, details);
    edits.apply(statement, details.getFhirServerBase());
    return statement;
  }

  FhirContext context() {
    return context;
  }
}
