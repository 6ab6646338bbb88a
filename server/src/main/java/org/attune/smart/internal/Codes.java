package org.attune.smart.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Makes authorization codes of 256 random bits. */
final class Codes implements OAuth2TokenGenerator<OAuth2AuthorizationCode> {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  Codes(Clock clock) {
    this.clock = clock;
  }

  @Override
  public @Nullable OAuth2AuthorizationCode generate(OAuth2TokenContext context) {
    if (context.getTokenType() == null
        || !OAuth2ParameterNames.CODE.equals(context.getTokenType().getValue())) {
      return null;
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    Instant now = clock.instant();
    return new OAuth2AuthorizationCode(
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        now,
        now.plus(
            context.getRegisteredClient().getTokenSettings().getAuthorizationCodeTimeToLive()));
  }
}
