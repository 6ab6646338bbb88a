package org.attune.smart.internal;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.ScopeSet;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;

/** Which scopes a back-end system gets: system scopes within its registration, by key only. */
final class BackendScopes implements Consumer<OAuth2ClientCredentialsAuthenticationContext> {

  @Override
  public void accept(OAuth2ClientCredentialsAuthenticationContext context) {
    OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
    boolean byKey =
        request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
            && ClientAuthenticationMethod.PRIVATE_KEY_JWT.equals(
                client.getClientAuthenticationMethod());
    if (!byKey) {
      throw error(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "system scopes need private_key_jwt");
    }
    Set<String> wanted = request.getScopes();
    if (wanted.isEmpty()) {
      throw error(OAuth2ErrorCodes.INVALID_SCOPE, "scope is required");
    }
    List<String> refused = refused(new ScopeSet(context.getRegisteredClient().getScopes()), wanted);
    if (!refused.isEmpty()) {
      throw error(
          OAuth2ErrorCodes.INVALID_SCOPE,
          "not registered for this client: " + String.join(" ", refused));
    }
  }

  private static List<String> refused(ScopeSet registered, Set<String> wanted) {
    return wanted.stream().filter(scope -> !isSystem(scope) || !registered.covers(scope)).toList();
  }

  private static boolean isSystem(String scope) {
    return ResourceScope.parse(scope)
        .filter(parsed -> parsed.level() == ResourceScope.Level.SYSTEM)
        .isPresent();
  }

  private static OAuth2AuthenticationException error(String code, String description) {
    return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
  }
}
