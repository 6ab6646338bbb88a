package org.attune.smart.token;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refreshes a grant (RFC 6749 §6). Unlike the library's own provider it compares scopes as SMART
 * means them, so that {@code .r} can be asked for out of {@code .rs}, and it never goes beyond what
 * the client is registered for now.
 */
public final class RefreshGrant implements AuthenticationProvider {

  private final GrantStore grants;
  private final OAuth2TokenGenerator<? extends OAuth2Token> generator;
  private final Predicate<String> signedIn;

  /**
   * Makes the provider.
   *
   * @param generator makes access, refresh and id tokens
   * @param signedIn whether the account of that id has a session; {@code online_access} needs one
   */
  public RefreshGrant(
      GrantStore grants,
      OAuth2TokenGenerator<? extends OAuth2Token> generator,
      Predicate<String> signedIn) {
    this.grants = grants;
    this.generator = generator;
    this.signedIn = signedIn;
  }

  @Override
  public Authentication authenticate(Authentication authentication) {
    OAuth2RefreshTokenAuthenticationToken request =
        (OAuth2RefreshTokenAuthenticationToken) authentication;
    OAuth2ClientAuthenticationToken principal = client(request);
    RegisteredClient client = principal.getRegisteredClient();
    OAuth2Authorization grant =
        grants.findByToken(request.getRefreshToken(), OAuth2TokenType.REFRESH_TOKEN);
    if (client == null
        || grant == null
        || !client.getId().equals(grant.getRegisteredClientId())
        || grant.getRefreshToken() == null
        || !grant.getRefreshToken().isActive()) {
      throw error(OAuth2ErrorCodes.INVALID_GRANT, "the refresh token is not valid");
    }
    if (!client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN)) {
      throw error(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "refresh_token is not registered");
    }
    if (!grant.getAuthorizedScopes().contains("offline_access")
        && !signedIn.test(grant.getPrincipalName())) {
      grants.revoke(grant.getId());
      throw error(OAuth2ErrorCodes.INVALID_GRANT, "the person has signed out");
    }
    return issue(request, principal, client, grant);
  }

  private OAuth2AccessTokenAuthenticationToken issue(
      OAuth2RefreshTokenAuthenticationToken request,
      OAuth2ClientAuthenticationToken principal,
      RegisteredClient client,
      OAuth2Authorization grant) {
    DefaultOAuth2TokenContext.Builder context =
        DefaultOAuth2TokenContext.builder()
            .registeredClient(client)
            .principal(grant.getAttribute(java.security.Principal.class.getName()))
            .authorizationServerContext(AuthorizationServerContextHolder.getContext())
            .authorization(grant)
            .authorizedScopes(scopes(request.getScopes(), grant, client))
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .authorizationGrant(request);
    OAuth2Authorization.Builder next = OAuth2Authorization.from(grant);
    OAuth2AccessToken access =
        (OAuth2AccessToken) generate(context.tokenType(OAuth2TokenType.ACCESS_TOKEN));
    next.token(
        plain(access),
        metadata ->
            metadata.put(
                OAuth2Authorization.Token.CLAIMS_METADATA_NAME,
                ((ClaimAccessor) access).getClaims()));
    OAuth2RefreshToken refresh =
        (OAuth2RefreshToken) generate(context.tokenType(OAuth2TokenType.REFRESH_TOKEN));
    next.refreshToken(refresh);
    Map<String, Object> more = new HashMap<>();
    OidcIdToken idToken = idToken(context, grant, next);
    if (idToken != null) {
      more.put(OidcParameterNames.ID_TOKEN, idToken.getTokenValue());
    }
    grants.save(next.build());
    return new OAuth2AccessTokenAuthenticationToken(
        client, principal, plain(access), refresh, more);
  }

  private @Nullable OidcIdToken idToken(
      DefaultOAuth2TokenContext.Builder context,
      OAuth2Authorization grant,
      OAuth2Authorization.Builder next) {
    if (!grant.getAuthorizedScopes().contains("openid")) {
      return null;
    }
    Jwt jwt =
        (Jwt)
            generate(
                context
                    .tokenType(new OAuth2TokenType(OidcParameterNames.ID_TOKEN))
                    .authorization(next.build()));
    OidcIdToken token =
        new OidcIdToken(
            jwt.getTokenValue(), jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getClaims());
    next.token(
        token,
        metadata ->
            metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, token.getClaims()));
    return token;
  }

  private OAuth2Token generate(DefaultOAuth2TokenContext.Builder context) {
    OAuth2Token token = generator.generate(context.build());
    if (token == null) {
      throw error(OAuth2ErrorCodes.INVALID_GRANT, "the grant cannot be refreshed");
    }
    return token;
  }

  private static Set<String> scopes(
      Set<String> wanted, OAuth2Authorization grant, RegisteredClient client) {
    ScopeSet granted = new ScopeSet(grant.getAuthorizedScopes());
    if (!granted.uncovered(wanted).isEmpty()) {
      throw error(
          OAuth2ErrorCodes.INVALID_SCOPE,
          "not granted: " + String.join(" ", granted.uncovered(wanted)));
    }
    Set<String> scopes = new LinkedHashSet<>(wanted.isEmpty() ? granted.texts() : wanted);
    scopes.removeAll(new ScopeSet(client.getScopes()).uncovered(scopes));
    if (scopes.isEmpty()) {
      throw error(OAuth2ErrorCodes.INVALID_GRANT, "nothing of the grant is registered any more");
    }
    return scopes;
  }

  private static OAuth2AccessToken plain(OAuth2AccessToken token) {
    return new OAuth2AccessToken(
        token.getTokenType(),
        token.getTokenValue(),
        token.getIssuedAt(),
        token.getExpiresAt(),
        token.getScopes());
  }

  private static OAuth2ClientAuthenticationToken client(Authentication request) {
    if (request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
        && client.isAuthenticated()) {
      return client;
    }
    throw error(OAuth2ErrorCodes.INVALID_CLIENT, "the client must authenticate");
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private static OAuth2AuthenticationException error(String code, String description) {
    return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
  }
}
