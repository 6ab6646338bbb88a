package org.attune.rest;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Makes the provider of {@code /metadata}; it tells nothing of how much is stored. */
@Component
class CapabilityStatements {

  private final IFhirSystemDao<?, ?> systemDao;
  private final JpaStorageSettings settings;
  private final ISearchParamRegistry searchParameters;
  private final IValidationSupport validationSupport;

  CapabilityStatements(
      IFhirSystemDao<?, ?> systemDao,
      JpaStorageSettings settings,
      ISearchParamRegistry searchParameters,
      @Qualifier("myJpaValidationSupport") IValidationSupport validationSupport) {
    this.systemDao = systemDao;
    this.settings = settings;
    this.searchParameters = searchParameters;
    this.validationSupport = validationSupport;
  }

  JpaCapabilityStatementProvider providerFor(RestfulServer server) {
    JpaCapabilityStatementProvider provider =
        new JpaCapabilityStatementProvider(
            server, systemDao, settings, searchParameters, validationSupport);
    provider.setIncludeResourceCounts(false);
    provider.setImplementationDescription("Attune: a health record server for mental-health");
    return provider;
  }
}
