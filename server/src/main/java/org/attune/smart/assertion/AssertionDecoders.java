package org.attune.smart.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.attune.smart.client.ClientStore;
import org.attune.smart.client.SmartClient;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.stereotype.Component;

/**
 * Checks client assertions as SMART App Launch 2.2 asks: RS384 or ES384 by a key of the client, for
 * this token endpoint, alive for at most five minutes, and used once.
 *
 * @see <a
 *     href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">SMART
 *     App Launch 2.2, asymmetric authentication</a>
 */
@Component
public final class AssertionDecoders implements JwtDecoderFactory<RegisteredClient> {

  private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

  /** How far the clocks of client and server may be apart. */
  private static final Duration SKEW = Duration.ofSeconds(10);

  private static final int LONGEST_JTI = 500;

  private final ClientStore clients;
  private final ClientKeys keys;
  private final UsedAssertions used;
  private final Clock clock;

  AssertionDecoders(ClientStore clients, ClientKeys keys, UsedAssertions used, Clock clock) {
    this.clients = clients;
    this.keys = keys;
    this.used = used;
    this.clock = clock;
  }

  @Override
  public JwtDecoder createDecoder(RegisteredClient registered) {
    SmartClient client =
        clients
            .find(registered.getClientId())
            .map(ClientStore.Entry::client)
            .orElseThrow(() -> new BadJwtException("the client is not registered"));
    String audience = AuthorizationServerContextHolder.getContext().getIssuer() + "/oauth2/token";
    return assertion -> decode(client, audience, assertion);
  }

  private Jwt decode(SmartClient client, String audience, String assertion) {
    try {
      SignedJWT jwt = SignedJWT.parse(assertion);
      checkHeader(jwt.getHeader(), client);
      JWK key =
          keys.find(client, String.valueOf(jwt.getHeader().getKeyID()))
              .orElseThrow(() -> new BadJwtException("kid names no key of the client"));
      if (!jwt.verify(verifier(jwt.getHeader(), key))) {
        throw new BadJwtException("the signature does not match the client's key");
      }
      checkClaims(jwt.getJWTClaimsSet(), client, audience);
      return Jwt.withTokenValue(assertion)
          .headers(headers -> headers.putAll(jwt.getHeader().toJSONObject()))
          .subject(client.clientId())
          .build();
    } catch (ParseException | JOSEException broken) {
      throw new BadJwtException("the assertion cannot be verified", broken);
    }
  }

  private static void checkHeader(JWSHeader header, SmartClient client) {
    if (header.getCriticalParams() != null) {
      throw new BadJwtException("crit is not supported");
    }
    if (header.getKeyID() == null) {
      throw new BadJwtException("kid is missing");
    }
    if (header.getType() != null && !"JWT".equalsIgnoreCase(header.getType().getType())) {
      throw new BadJwtException("typ must be JWT");
    }
    // Never fetched: it may only say again what is registered.
    if (header.getJWKURL() != null && !header.getJWKURL().toString().equals(client.jwksUri())) {
      throw new BadJwtException("jku is not the registered jwks_uri");
    }
  }

  private static JWSVerifier verifier(JWSHeader header, JWK key) throws JOSEException {
    if (JWSAlgorithm.RS384.equals(header.getAlgorithm()) && key instanceof RSAKey rsa) {
      return new RSASSAVerifier(rsa);
    }
    if (JWSAlgorithm.ES384.equals(header.getAlgorithm()) && key instanceof ECKey ec) {
      return new ECDSAVerifier(ec);
    }
    throw new BadJwtException("alg must be RS384 or ES384 and fit the key");
  }

  private void checkClaims(JWTClaimsSet claims, SmartClient client, String audience) {
    Instant now = clock.instant();
    require(client.clientId().equals(claims.getIssuer()), "iss must be the client's id");
    require(client.clientId().equals(claims.getSubject()), "sub must be the client's id");
    require(claims.getAudience().contains(audience), "aud must be " + audience);
    Instant expiry = instant(claims.getExpirationTime());
    require(expiry != null, "exp is missing");
    require(now.isBefore(at(expiry).plus(SKEW)), "exp is past");
    require(
        !at(expiry).isAfter(now.plus(LONGEST_LIFE).plus(SKEW)), "exp is more than 5 minutes ahead");
    Instant start = instant(claims.getNotBeforeTime());
    require(start == null || !start.isAfter(now.plus(SKEW)), "nbf is in the future");
    Instant issue = instant(claims.getIssueTime());
    require(issue == null || !issue.isAfter(now.plus(SKEW)), "iat is in the future");
    String id = claims.getJWTID();
    require(id != null && !id.isBlank() && id.length() <= LONGEST_JTI, "jti is missing");
    require(
        used.use(client.clientId(), String.valueOf(id), at(expiry).plus(SKEW)),
        "jti was used before");
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new BadJwtException(fault);
    }
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  private static Instant at(@Nullable Instant present) {
    return java.util.Objects.requireNonNull(present);
  }
}
