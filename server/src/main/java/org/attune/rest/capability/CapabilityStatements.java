package org.attune.rest.capability;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.attune.store.OperationRules;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Makes the statement when it is first asked for and whenever search parameters have changed. */
@Component
public class CapabilityStatements {

  /** A statement and the search parameters that it was made from. */
  private record Made(Set<RuntimeSearchParam> parameters, StatementTexts texts) {}

  private static final Logger LOG = LoggerFactory.getLogger(CapabilityStatements.class);

  private final IFhirSystemDao<?, ?> systemDao;
  private final JpaStorageSettings settings;
  private final SearchParamRegistryImpl searchParameters;
  private final IValidationSupport validationSupport;
  private final ObjectProvider<CapabilityContributor> contributors;
  private final OperationRules operationRules;
  private final Object lock = new Object();
  private volatile @Nullable Made made;

  CapabilityStatements(
      IFhirSystemDao<?, ?> systemDao,
      JpaStorageSettings settings,
      ISearchParamRegistry searchParameters,
      @Qualifier("myJpaValidationSupport") IValidationSupport validationSupport,
      ObjectProvider<CapabilityContributor> contributors,
      OperationRules operationRules) {
    this.systemDao = systemDao;
    this.settings = settings;
    if (!(searchParameters instanceof SearchParamRegistryImpl registry)) {
      throw new IllegalStateException("HAPI's registry of search parameters is another one");
    }
    this.searchParameters = registry;
    this.validationSupport = validationSupport;
    this.contributors = contributors;
    this.operationRules = operationRules;
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
    server.registerInterceptor(new OfferedOperations(operationRules));
    server.registerInterceptor(new MetadataHook(this, provider));
  }

  /** The statement as it is now. */
  StatementTexts current(
      StatementProvider provider, HttpServletRequest request, RequestDetails details) {
    Set<RuntimeSearchParam> parameters = parameters();
    Made before = made;
    if (before != null && before.parameters().equals(parameters)) {
      return before.texts();
    }
    synchronized (lock) {
      Made meanwhile = made;
      if (meanwhile != null && meanwhile.parameters().equals(parameters)) {
        return meanwhile.texts();
      }
      CapabilityStatement statement = provider.make(request, details);
      Made now = new Made(parameters, new StatementTexts(provider.context(), statement));
      made = now;
      LOG.info("Made the capability statement");
      return now.texts();
    }
  }

  /** By identity: the registry makes a new object of each parameter that is added or changed. */
  private Set<RuntimeSearchParam> parameters() {
    Set<RuntimeSearchParam> parameters = Collections.newSetFromMap(new IdentityHashMap<>());
    searchParameters.getActiveSearchParams().getSearchParamStream().forEach(parameters::add);
    return parameters;
  }
}
