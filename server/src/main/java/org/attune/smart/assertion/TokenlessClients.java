package org.attune.smart.assertion;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/** Accepts clients that {@link PublicClientConverter} and {@link BearerConverter} recognized. */
@Component
public final class TokenlessClients implements AuthenticationProvider {

  private final RegisteredClientRepository clients;
  private final OAuth2AuthorizationService authorizations;

  TokenlessClients(RegisteredClientRepository clients, OAuth2AuthorizationService authorizations) {
    this.clients = clients;
    this.authorizations = authorizations;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication authentication) {
    OAuth2ClientAuthenticationToken token = (OAuth2ClientAuthenticationToken) authentication;
    if (PublicClientConverter.METHOD.equals(token.getClientAuthenticationMethod())) {
      return publicClient(String.valueOf(token.getPrincipal()));
    }
    if (BearerConverter.METHOD.equals(token.getClientAuthenticationMethod())) {
      return bearer(String.valueOf(token.getCredentials()));
    }
    return null;
  }

  private Authentication publicClient(String clientId) {
    RegisteredClient client = clients.findByClientId(clientId);
    if (client == null
        || !client.getClientAuthenticationMethods().contains(PublicClientConverter.real())) {
      throw invalid("the client must authenticate");
    }
    return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
  }

  private Authentication bearer(String value) {
    OAuth2Authorization authorization =
        value.isEmpty() ? null : authorizations.findByToken(value, OAuth2TokenType.ACCESS_TOKEN);
    if (authorization == null || !authorization.getAccessToken().isActive()) {
      throw invalid("the bearer token is not active");
    }
    RegisteredClient client = clients.findById(authorization.getRegisteredClientId());
    if (client == null) {
      throw invalid("the bearer token is not active");
    }
    return new OAuth2ClientAuthenticationToken(client, BearerConverter.METHOD, null);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private static OAuth2AuthenticationException invalid(String description) {
    return new OAuth2AuthenticationException(
        new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, description, null));
  }
}
