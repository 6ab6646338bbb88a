package org.attune.smart.token;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;

/** The tokens that a grant carries. */
final class GrantTokens {

  private GrantTokens() {}

  static List<OAuth2Authorization.Token<?>> of(OAuth2Authorization grant) {
    return Stream.<OAuth2Authorization.Token<?>>of(
            grant.getToken(OAuth2AuthorizationCode.class),
            grant.getToken(OAuth2AccessToken.class),
            grant.getToken(OAuth2RefreshToken.class),
            grant.getToken(OidcIdToken.class))
        .filter(Objects::nonNull)
        .toList();
  }
}
