package org.attune.smart.token;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.smart.LaunchContext;
import org.attune.smart.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/**
 * Makes access and refresh tokens: 256 random bits that mean nothing outside this server. A refresh
 * token is made only where {@code offline_access} or {@code online_access} was granted.
 */
@Component
public final class SmartTokens implements OAuth2TokenGenerator<OAuth2Token> {

  private static final Duration USER_TOKEN = Duration.ofHours(1);

  /** SMART Backend Services advises at most 300 seconds. */
  private static final Duration BACKEND_TOKEN = Duration.ofMinutes(5);

  private static final Duration OFFLINE = Duration.ofDays(120);
  private static final Duration ONLINE = Duration.ofHours(12);
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  SmartTokens(Clock clock) {
    this.clock = clock;
  }

  @Override
  public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
    if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      return access(context);
    }
    return OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType()) ? refresh(context) : null;
  }

  private OAuth2AccessToken access(OAuth2TokenContext context) {
    boolean backend =
        AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType());
    Instant now = clock.instant();
    return new AccessToken(
        value(),
        now,
        now.plus(backend ? BACKEND_TOKEN : USER_TOKEN),
        context.getAuthorizedScopes(),
        claims(context));
  }

  /** What introspection tells of the token. */
  private static Map<String, Object> claims(OAuth2TokenContext context) {
    String issuer = context.getAuthorizationServerContext().getIssuer();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", context.getPrincipal().getName());
    claims.put("aud", List.of(issuer + "/fhir"));
    claims.put("scope", List.copyOf(context.getAuthorizedScopes()));
    OAuth2Authorization grant = context.getAuthorization();
    if (grant != null) {
      LaunchContext launch = grant.getAttribute(GrantStore.CONTEXT);
      if (launch != null) {
        claims.putAll(launch.members());
      }
    }
    Person person = PersonAuthentication.personOf(context.getPrincipal());
    if (person != null && context.getAuthorizedScopes().contains("fhirUser")) {
      claims.put("fhirUser", issuer + "/fhir/" + person.fhirUser());
    }
    return claims;
  }

  private @Nullable OAuth2RefreshToken refresh(OAuth2TokenContext context) {
    Set<String> granted =
        context.getAuthorization() == null
            ? context.getAuthorizedScopes()
            : context.getAuthorization().getAuthorizedScopes();
    Duration life = granted.contains("offline_access") ? OFFLINE : ONLINE;
    if (!granted.contains("offline_access") && !granted.contains("online_access")) {
      return null;
    }
    Instant now = clock.instant();
    return new OAuth2RefreshToken(value(), now, now.plus(life));
  }

  private String value() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A token that hands its claims to the library, which keeps them with the grant. */
  private static final class AccessToken extends OAuth2AccessToken implements ClaimAccessor {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> claims;

    AccessToken(
        String value,
        Instant issuedAt,
        Instant expiresAt,
        Set<String> scopes,
        Map<String, Object> claims) {
      super(TokenType.BEARER, value, issuedAt, expiresAt, scopes);
      this.claims = claims;
    }

    @Override
    public Map<String, Object> getClaims() {
      return claims;
    }
  }
}
