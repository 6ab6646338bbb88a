package org.attune.smart.authorize;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.attune.smart.Person;
import org.attune.smart.launch.Launches;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.ScopeSet;
import org.attune.smart.token.PersonAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.stereotype.Component;

/**
 * What an authorization request must fulfil: an address that is registered to the letter, this FHIR
 * server as {@code aud}, S256, registered scopes, and a launch that waits for this client.
 */
@Component
public final class AuthorizeRules
    implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

  private final Launches launches;

  AuthorizeRules(Launches launches) {
    this.launches = launches;
  }

  @Override
  public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
    RegisteredClient client = context.getRegisteredClient();
    if (request.getRedirectUri() == null
        || !client.getRedirectUris().contains(request.getRedirectUri())) {
      // Never a redirect: the address is not one that the client is known to own.
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          error(OAuth2ErrorCodes.INVALID_REQUEST, "redirect_uri is not registered"), null);
    }
    audience(request);
    challenge(request);
    scopes(request, client);
    launch(request, client);
  }

  private static void audience(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    String aud = text(request, "aud");
    String base = AuthorizationServerContextHolder.getContext().getIssuer() + "/fhir";
    if (aud == null) {
      throw refusal(
          request, OAuth2ErrorCodes.INVALID_REQUEST, "aud is missing; it must be " + base);
    }
    if (!aud.equals(base) && !aud.equals(base + "/")) {
      throw refusal(request, OAuth2ErrorCodes.INVALID_REQUEST, "aud must be " + base);
    }
  }

  private static void challenge(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    String challenge = text(request, "code_challenge");
    if (challenge == null || !challenge.matches("[A-Za-z0-9_-]{43}")) {
      throw refusal(
          request,
          OAuth2ErrorCodes.INVALID_REQUEST,
          "code_challenge must be the base64url SHA-256 of a code_verifier");
    }
    if (!"S256".equals(text(request, "code_challenge_method"))) {
      throw refusal(
          request, OAuth2ErrorCodes.INVALID_REQUEST, "code_challenge_method must be S256");
    }
  }

  private static void scopes(
      OAuth2AuthorizationCodeRequestAuthenticationToken request, RegisteredClient client) {
    Set<String> wanted = request.getScopes();
    if (wanted.isEmpty()) {
      throw refusal(request, OAuth2ErrorCodes.INVALID_SCOPE, "scope is missing");
    }
    ScopeSet asked = new ScopeSet(wanted);
    List<String> refused = new ScopeSet(client.getScopes()).uncovered(wanted);
    if (!refused.isEmpty() || asked.has(ResourceScope.Level.SYSTEM)) {
      throw refusal(
          request,
          OAuth2ErrorCodes.INVALID_SCOPE,
          "not registered for this app: "
              + (refused.isEmpty() ? "system scopes" : String.join(" ", refused)));
    }
  }

  private void launch(
      OAuth2AuthorizationCodeRequestAuthenticationToken request, RegisteredClient client) {
    boolean asked = request.getScopes().contains("launch");
    String value = text(request, "launch");
    if (asked != (value != null)) {
      throw refusal(
          request,
          OAuth2ErrorCodes.INVALID_REQUEST,
          "the scope launch and the parameter launch go together");
    }
    Person person = PersonAuthentication.personOf(request.getPrincipal());
    UUID account = person == null ? null : person.accountId();
    if (value != null && launches.look(value, client.getClientId(), account).isEmpty()) {
      throw refusal(
          request,
          OAuth2ErrorCodes.INVALID_REQUEST,
          "launch is unknown, used, too old or meant for another app or person");
    }
  }

  static @Nullable String text(
      OAuth2AuthorizationCodeRequestAuthenticationToken request, String name) {
    return text(request.getAdditionalParameters(), name);
  }

  static @Nullable String text(Map<String, Object> parameters, String name) {
    return parameters.get(name) instanceof String value && !value.isBlank() ? value : null;
  }

  private static OAuth2Error error(String code, String description) {
    return new OAuth2Error(code, description, null);
  }

  private static OAuth2AuthorizationCodeRequestAuthenticationException refusal(
      OAuth2AuthorizationCodeRequestAuthenticationToken request, String code, String description) {
    return new OAuth2AuthorizationCodeRequestAuthenticationException(
        error(code, description),
        new OAuth2AuthorizationCodeRequestAuthenticationToken(
            request.getAuthorizationUri(),
            request.getClientId(),
            (Authentication) request.getPrincipal(),
            request.getRedirectUri(),
            request.getState(),
            request.getScopes(),
            request.getAdditionalParameters()));
  }
}
