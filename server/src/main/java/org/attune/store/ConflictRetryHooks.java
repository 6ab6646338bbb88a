package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.model.ResourceVersionConflictResolutionStrategy;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * Lets HAPI repeat, in a new transaction, a write that is conditional on a search and lost a race.
 * So the losers of simultaneous conditional creates and updates find what the winner stored. Other
 * conflicts are answered, as the client has to decide on the newer version.
 */
@Interceptor
final class ConflictRetryHooks {

  private static final int RETRIES = 5;

  @Hook(Pointcut.STORAGE_VERSION_CONFLICT)
  public ResourceVersionConflictResolutionStrategy onConflict(@Nullable RequestDetails request) {
    ResourceVersionConflictResolutionStrategy strategy =
        new ResourceVersionConflictResolutionStrategy();
    if (request != null && conditionalOnSearch(request)) {
      strategy.setRetry(true);
      strategy.setMaxRetries(RETRIES);
    }
    return strategy;
  }

  private static boolean conditionalOnSearch(RequestDetails request) {
    if (request.getUserData().get(WriteRuleHooks.BUNDLE) instanceof Bundle bundle) {
      return bundle.getEntry().stream()
              .map(Bundle.BundleEntryComponent::getRequest)
              .anyMatch(ConflictRetryHooks::conditionalOnSearch)
          && bundle.getEntry().stream().noneMatch(entry -> entry.getRequest().hasIfMatch());
    }
    return request.getHeader(Constants.HEADER_IF_NONE_EXIST) != null
        || (conditionalUrl(request, RestOperationTypeEnum.UPDATE) != null
            && request.getHeader(Constants.HEADER_IF_MATCH) == null);
  }

  /** The search of a plain conditional request; calls from within the server have none. */
  static @Nullable String conditionalUrl(RequestDetails request, RestOperationTypeEnum operation) {
    return request instanceof SystemRequestDetails ? null : request.getConditionalUrl(operation);
  }

  private static boolean conditionalOnSearch(Bundle.BundleEntryRequestComponent request) {
    return request.hasIfNoneExist() || conditionalUpdate(request);
  }

  static boolean conditionalUpdate(Bundle.BundleEntryRequestComponent request) {
    return request.getMethod() == Bundle.HTTPVerb.PUT && request.getUrl().contains("?");
  }
}
