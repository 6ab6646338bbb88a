package org.attune.smart.assertion;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Recognizes a public client where it has no code verifier to show: when it refreshes a token and
 * when it revokes one. What it then presents is the refresh token itself.
 */
public final class PublicClientConverter implements AuthenticationConverter {

  static final ClientAuthenticationMethod METHOD =
      new ClientAuthenticationMethod("attune:public-without-code");

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) != null
        || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null
        || request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null) {
      return null;
    }
    String clientId = AssertionConverter.single(request, OAuth2ParameterNames.CLIENT_ID);
    boolean refreshes =
        "refresh_token".equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
    boolean revokes = request.getRequestURI().endsWith("/oauth2/revoke");
    if (clientId == null || !(refreshes || revokes)) {
      return null;
    }
    return new OAuth2ClientAuthenticationToken(clientId, METHOD, null, Map.of());
  }

  static ClientAuthenticationMethod real() {
    return ClientAuthenticationMethod.NONE;
  }
}
