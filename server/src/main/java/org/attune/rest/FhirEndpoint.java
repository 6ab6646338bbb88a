package org.attune.rest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IServerAddressStrategy;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import org.attune.kernel.PublicAddress;
import org.attune.rest.capability.CapabilityStatements;
import org.attune.rest.error.BatchErrorInterceptor;
import org.attune.rest.error.ErrorInterceptor;
import org.attune.rest.locate.BodyLocator;
import org.attune.rest.search.SearchDiagnosis;
import org.attune.store.OperationProvider;
import org.attune.store.RequestGuardHooks;
import org.springframework.stereotype.Component;

/** HAPI's FHIR servlet with the JPA providers and whatever operations the features offer. */
@Component
class FhirEndpoint extends RestfulServer {

  private static final long serialVersionUID = 1L;

  FhirEndpoint(
      FhirContext context,
      ResourceProviderFactory resourceProviders,
      JpaSystemProvider<?, ?> systemProvider,
      ValueSetOperationProvider valueSetOperations,
      DatabaseBackedPagingProvider paging,
      List<OperationProvider> operations,
      CapabilityStatements capabilityStatements,
      RequestGuardHooks guards,
      ISearchParamRegistry searchParameters,
      PublicAddress address) {
    super(context);
    context.setParserErrorHandler(new StrictErrorHandler());
    registerProviders(resourceProviders.createProviders());
    registerProvider(systemProvider);
    registerProvider(valueSetOperations);
    operations.forEach(this::registerProvider);
    capabilityStatements.serve(this);
    setPagingProvider(paging);
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setServerAddressStrategy(addressStrategy(address));
    registerInterceptor(guards);
    registerInterceptor(new SearchSyntaxInterceptor(context));
    registerInterceptor(new JsonTypeInterceptor(context));
    registerInterceptor(
        new ErrorInterceptor(
            new BodyLocator(context), new SearchDiagnosis(context, searchParameters)));
    registerInterceptor(new BatchErrorInterceptor());
  }

  private static IServerAddressStrategy addressStrategy(PublicAddress address) {
    return address
        .configured()
        .<IServerAddressStrategy>map(
            root -> new HardcodedServerAddressStrategy(root + PublicAddress.FHIR))
        .orElseGet(IncomingRequestAddressStrategy::new);
  }

  /** No header that tells which software answers, and in which version. */
  @Override
  protected String createPoweredByHeader() {
    return "";
  }
}
