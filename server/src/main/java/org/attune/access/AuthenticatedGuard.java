package org.attune.access;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import org.attune.store.Caller;
import org.attune.store.RequestGuard;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Ties every request but {@code /metadata} to the actor that its token stands for. Stands behind
 * the security filter, so that a path which the filter should miss stays closed all the same.
 */
@Component
class AuthenticatedGuard implements RequestGuard {

  @Override
  public int order() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void check(RequestDetails request) {
    if (request.getRestOperationType() == RestOperationTypeEnum.METADATA) {
      return;
    }
    if (request.isSubRequest()) {
      // Entries of a batch may run on other threads, which do not know who has signed in; they act
      // as the one whom their batch was tied to.
      Caller.ofRequest(request);
      return;
    }
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null
        || !(authentication.getPrincipal() instanceof TokenIntrospector.ActorPrincipal principal)) {
      throw new AuthenticationException("A bearer token is required");
    }
    Caller.user(principal.actor(), request);
  }
}
