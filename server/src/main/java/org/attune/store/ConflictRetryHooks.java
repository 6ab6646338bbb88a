package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.model.ResourceVersionConflictResolutionStrategy;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.jspecify.annotations.Nullable;

/**
 * Lets HAPI repeat, in a new transaction, a write that lost a race. So the losers of simultaneous
 * conditional creates find what the winner stored, in place of a conflict. A request with {@code
 * If-Match} is not repeated: its condition can only fail again.
 */
@Interceptor
final class ConflictRetryHooks {

  private static final int RETRIES = 5;

  @Hook(Pointcut.STORAGE_VERSION_CONFLICT)
  public ResourceVersionConflictResolutionStrategy onConflict(@Nullable RequestDetails request) {
    ResourceVersionConflictResolutionStrategy strategy =
        new ResourceVersionConflictResolutionStrategy();
    if (request == null || request.getHeader(Constants.HEADER_IF_MATCH) == null) {
      strategy.setRetry(true);
      strategy.setMaxRetries(RETRIES);
    }
    return strategy;
  }
}
