package org.attune.rest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.graphql.GraphQLProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.IServerAddressStrategy;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attune.kernel.PublicAddress;
import org.attune.rest.capability.CapabilityStatements;
import org.attune.rest.control.ControlParameterInterceptor;
import org.attune.rest.error.BatchErrorInterceptor;
import org.attune.rest.error.ErrorInterceptor;
import org.attune.rest.locate.BodyLocator;
import org.attune.rest.search.SearchDiagnosis;
import org.attune.store.OperationProvider;
import org.attune.store.PageSizes;
import org.attune.store.RequestGuardHooks;
import org.attune.store.ResourceProvider;
import org.attune.store.ResponseObserverHooks;
import org.attune.store.SelfLinkHooks;
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
      GraphQLProvider graphQl,
      DatabaseBackedPagingProvider paging,
      List<OperationProvider> operations,
      CapabilityStatements capabilityStatements,
      RequestGuardHooks guards,
      ResponseObserverHooks observers,
      SelfLinkHooks selfLinks,
      ISearchParamRegistry searchParameters,
      PublicAddress address) {
    super(context);
    context.setParserErrorHandler(new StrictErrorHandler());
    registerProviders(recordProviders(resourceProviders, operations));
    registerProvider(systemProvider);
    registerProvider(valueSetOperations);
    registerProvider(graphQl);
    operations.forEach(this::registerProvider);
    capabilityStatements.serve(this);
    paging.setDefaultPageSize(PageSizes.USUAL);
    paging.setMaximumPageSize(PageSizes.MOST);
    setPagingProvider(paging);
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setServerAddressStrategy(addressStrategy(address));
    registerInterceptor(guards);
    registerInterceptor(observers);
    registerInterceptor(selfLinks);
    registerInterceptor(new ResponseFormatInterceptor());
    registerInterceptor(new ControlParameterInterceptor());
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

  /** HAPI's providers, without those of types that a feature serves from elsewhere. */
  private static List<Object> recordProviders(
      ResourceProviderFactory all, List<OperationProvider> operations) {
    Set<Class<?>> elsewhere = new HashSet<>();
    for (OperationProvider each : operations) {
      if (each instanceof ResourceProvider provider) {
        elsewhere.add(provider.getResourceType());
      }
    }
    return all.createProviders().stream()
        .filter(
            each ->
                !(each instanceof IResourceProvider provider)
                    || !elsewhere.contains(provider.getResourceType()))
        .toList();
  }

  /** No header that tells which software answers, and in which version. */
  @Override
  protected String createPoweredByHeader() {
    return "";
  }
}
