package org.attune.smart.assertion;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Lets a client ask about tokens with an access token of its own (SMART App Launch 2.2). */
public final class BearerConverter implements AuthenticationConverter {

  static final ClientAuthenticationMethod METHOD =
      new ClientAuthenticationMethod("attune:bearer-token");

  private static final String SCHEME = "Bearer ";

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !request.getRequestURI().endsWith("/oauth2/introspect")) {
      return null;
    }
    return new OAuth2ClientAuthenticationToken(
        "bearer", METHOD, header.substring(SCHEME.length()).strip(), Map.of());
  }
}
