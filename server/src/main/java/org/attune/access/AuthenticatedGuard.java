package org.attune.access;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.util.Optional;
import org.attune.limits.RateLimits;
import org.attune.limits.RateLimits.Limit;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.RequestGuard;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Ties every request but {@code /metadata} to the actor that its token stands for. Stands behind
 * the security filter, so that a path which the filter should miss stays closed all the same.
 */
@Component
class AuthenticatedGuard implements RequestGuard {

  private final RateLimits limits;

  AuthenticatedGuard(RateLimits limits) {
    this.limits = limits;
  }

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
    limit(principal.actor());
  }

  /** A bundle counts once. The operator, who is at the machine itself, is not counted. */
  private void limit(Actor actor) {
    Optional<Long> wait =
        switch (actor.kind()) {
          case USER -> limits.take(Limit.REQUESTS_PER_PERSON, actor.id());
          case CLIENT_SYSTEM -> limits.take(Limit.REQUESTS_PER_CLIENT, actor.id());
          default -> Optional.empty();
        };
    if (wait.isPresent()) {
      UnclassifiedServerFailureException refusal =
          new UnclassifiedServerFailureException(
              429, "Too many requests; wait for the seconds that Retry-After gives");
      refusal.addResponseHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get()));
      throw refusal;
    }
  }
}
