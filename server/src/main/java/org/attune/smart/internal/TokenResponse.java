package org.attune.smart.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.smart.LaunchContext;
import org.attune.smart.discovery.SmartStyles;
import org.attune.smart.token.GrantStore;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/** Puts the launch context beside the token, where SMART App Launch 2.2 has it. */
final class TokenResponse implements Consumer<OAuth2AccessTokenAuthenticationContext> {

  private final GrantStore grants;

  TokenResponse(GrantStore grants) {
    this.grants = grants;
  }

  @Override
  public void accept(OAuth2AccessTokenAuthenticationContext response) {
    OAuth2AccessTokenAuthenticationToken token = response.getAuthentication();
    OAuth2Authorization grant =
        grants.findByToken(token.getAccessToken().getTokenValue(), OAuth2TokenType.ACCESS_TOKEN);
    LaunchContext context = grant == null ? null : grant.getAttribute(GrantStore.CONTEXT);
    if (context == null || context.members().isEmpty()) {
      return;
    }
    Map<String, Object> more = new HashMap<>(token.getAdditionalParameters());
    more.putAll(context.members());
    if (context.patient() != null) {
      more.put(
          "smart_style_url",
          AuthorizationServerContextHolder.getContext().getIssuer() + SmartStyles.path());
    }
    response.getAccessTokenResponse().additionalParameters(more);
  }
}
