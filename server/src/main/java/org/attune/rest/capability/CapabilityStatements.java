package org.attune.rest.capability;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import ca.uhn.fhir.rest.server.util.ResourceSearchParams;
import jakarta.servlet.http.HttpServletRequest;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Makes the statement when it is first asked for and whenever search parameters have changed. */
@Component
public class CapabilityStatements {

  /** A statement and the search parameters that it was made from. */
  private record Made(ResourceSearchParams parameters, StatementTexts texts) {}

  private final IFhirSystemDao<?, ?> systemDao;
  private final JpaStorageSettings settings;
  private final ISearchParamRegistry searchParameters;
  private final IValidationSupport validationSupport;
  private final ObjectProvider<CapabilityContributor> contributors;
  private final Object lock = new Object();
  private volatile @Nullable Made made;

  CapabilityStatements(
      IFhirSystemDao<?, ?> systemDao,
      JpaStorageSettings settings,
      ISearchParamRegistry searchParameters,
      @Qualifier("myJpaValidationSupport") IValidationSupport validationSupport,
      ObjectProvider<CapabilityContributor> contributors) {
    this.systemDao = systemDao;
    this.settings = settings;
    this.searchParameters = searchParameters;
    this.validationSupport = validationSupport;
    this.contributors = contributors;
  }

  /**
   * Takes over {@code /metadata} of a server that is being set up: the provider, the hook that
   * sends the statement, and the one that leaves operations out.
   */
  public void serve(RestfulServer server) {
    StatementProvider provider =
        new StatementProvider(
            server,
            systemDao,
            settings,
            searchParameters,
            validationSupport,
            StatementEdits.with(contributors.orderedStream().toList()));
    server.setServerConformanceProvider(provider);
    server.registerInterceptor(new OfferedOperations());
    server.registerInterceptor(new MetadataHook(this, provider));
  }

  /** The statement as it is now. */
  StatementTexts current(
      StatementProvider provider, HttpServletRequest request, RequestDetails details) {
    ResourceSearchParams parameters = parameters();
    Made before = made;
    if (before != null && before.parameters() == parameters) {
      return before.texts();
    }
    synchronized (lock) {
      Made meanwhile = made;
      if (meanwhile != null && meanwhile.parameters() == parameters) {
        return meanwhile.texts();
      }
      CapabilityStatement statement = provider.make(request, details);
      Made now = new Made(parameters, new StatementTexts(provider.context(), statement));
      made = now;
      return now.texts();
    }
  }

  /** The registry replaces the parameters of all types together, so one type stands for all. */
  private ResourceSearchParams parameters() {
    return searchParameters.getActiveSearchParams("Patient", SearchParamLookupContextEnum.SEARCH);
  }
}
