package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Comparator;
import java.util.List;

/**
 * Adapts the {@link RequestGuard}s to HAPI's hook before a request is handled. The endpoint
 * registers it on its servlet. Without any guard every request is refused.
 */
@Interceptor
public final class RequestGuardHooks {

  private final List<RequestGuard> guards;

  RequestGuardHooks(List<RequestGuard> guards) {
    if (guards.isEmpty()) {
      throw new IllegalStateException("No request guard is present: the endpoint stays closed");
    }
    this.guards = guards.stream().sorted(Comparator.comparingInt(RequestGuard::order)).toList();
  }

  /** Asks every guard in order; the first that refuses ends the request. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void beforeHandling(RequestDetails request) {
    guards.forEach(guard -> guard.check(request));
  }
}
