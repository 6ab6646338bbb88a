package org.attune.smart.token;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.attune.kernel.Digests;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;

/**
 * One row of the table of tokens. Only the hash of a token is kept, so a token that was not just
 * presented stands under a name made of its hash, which no one can present.
 */
record StoredToken(
    String key,
    Kind kind,
    String scopes,
    @Nullable String claims,
    Instant issuedAt,
    Instant expiresAt,
    boolean invalidated,
    boolean replaced) {

  /** The hash of a token in the form in which {@link #hash} understands it. */
  static String key(byte[] hash) {
    return Base64.getUrlEncoder().encodeToString(hash);
  }

  /** What a token is for. */
  enum Kind {
    CODE,
    ACCESS,
    REFRESH,
    ID
  }

  private static final String HASHED = "hashed:";

  static byte[] hash(OAuth2Token token) {
    String value = token.getTokenValue();
    return value.startsWith(HASHED)
        ? Base64.getUrlDecoder().decode(value.substring(HASHED.length()))
        : Digests.sha256(value);
  }

  static Kind kindOf(OAuth2Token token) {
    if (token instanceof OAuth2AuthorizationCode) {
      return Kind.CODE;
    }
    if (token instanceof OAuth2AccessToken) {
      return Kind.ACCESS;
    }
    return token instanceof OAuth2RefreshToken ? Kind.REFRESH : Kind.ID;
  }

  /**
   * Puts the token into a grant.
   *
   * @param presented the token's value if it was just presented
   */
  void addTo(OAuth2Authorization.Builder grant, @Nullable String presented) {
    String value = presented == null ? HASHED + key : presented;
    Map<String, Object> known = StoredJson.claims(claims);
    grant.token(
        token(value, known),
        metadata -> {
          metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, invalidated);
          if (!known.isEmpty()) {
            metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, known);
          }
        });
  }

  private OAuth2Token token(String value, Map<String, Object> known) {
    return switch (kind) {
      case CODE -> new OAuth2AuthorizationCode(value, issuedAt, expiresAt);
      case REFRESH -> new OAuth2RefreshToken(value, issuedAt, expiresAt);
      case ID -> new OidcIdToken(value, issuedAt, expiresAt, known);
      case ACCESS -> {
        Set<String> granted = new LinkedHashSet<>(ScopeSet.parse(scopes).texts());
        yield new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER, value, issuedAt, expiresAt, granted);
      }
    };
  }
}
