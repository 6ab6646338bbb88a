package org.attune.audit.capture.request;

import java.util.Locale;
import org.attune.audit.capture.trail.Trail;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** What the security filters know of whoever sends the request. */
final class SignedIn {

  private static final String CLIENT_ID = "client_id";

  private SignedIn() {}

  /** For requests that end before a guard has seen them; anonymous without a valid token. */
  static Trail.Identity identity() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null
        || authentication instanceof AnonymousAuthenticationToken
        || !authentication.isAuthenticated()) {
      return Trail.Identity.ANONYMOUS;
    }
    String name = authentication.getName();
    String kind = "operator".equals(name) ? name : "user";
    return new Trail.Identity(kind.toLowerCase(Locale.ROOT), name, client());
  }

  /** The application's id, as introspection (RFC 7662) tells it. */
  static @Nullable String client() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
            && authentication.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal
            && principal.getAttribute(CLIENT_ID) instanceof String client
        ? client
        : null;
  }
}
