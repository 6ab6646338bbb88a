package org.attune.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;

/** A client's key and the assertions that it signs. */
record ClientKeyPair(JWK jwk, JWSAlgorithm algorithm) {

  private static final Clock CLOCK = Clock.systemUTC();

  static ClientKeyPair es384() {
    try {
      return new ClientKeyPair(
          new ECKeyGenerator(Curve.P_384).keyID(UUID.randomUUID().toString()).generate(),
          JWSAlgorithm.ES384);
    } catch (JOSEException failed) {
      throw new AssertionError(failed);
    }
  }

  static ClientKeyPair rs384() {
    try {
      return new ClientKeyPair(
          new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate(),
          JWSAlgorithm.RS384);
    } catch (JOSEException failed) {
      throw new AssertionError(failed);
    }
  }

  static Instant now() {
    return CLOCK.instant();
  }

  JsonNode publicSet(ClientKeyPair... more) {
    try {
      JWKSet set = new JWKSet(java.util.List.of(jwk));
      for (ClientKeyPair other : more) {
        java.util.List<JWK> keys = new java.util.ArrayList<>(set.getKeys());
        keys.add(other.jwk());
        set = new JWKSet(keys);
      }
      return TestApps.JSON.readTree(set.toString(true));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /** An assertion as SMART App Launch 2.2 wants it. */
  String assertion(String client, String audience) {
    return assertion(client, audience, header -> {}, claims -> {});
  }

  /** An assertion with something changed. */
  String assertion(
      String client,
      String audience,
      Consumer<JWSHeader.Builder> header,
      Consumer<JWTClaimsSet.Builder> claims) {
    JWSHeader.Builder head =
        new JWSHeader.Builder(algorithm).keyID(jwk.getKeyID()).type(JOSEObjectType.JWT);
    header.accept(head);
    JWTClaimsSet.Builder body =
        new JWTClaimsSet.Builder()
            .issuer(client)
            .subject(client)
            .audience(audience)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now()))
            .expirationTime(Date.from(now().plus(Duration.ofMinutes(4))));
    claims.accept(body);
    SignedJWT jwt = new SignedJWT(head.build(), body.build());
    try {
      jwt.sign(signer());
      return jwt.serialize();
    } catch (JOSEException failed) {
      throw new AssertionError(failed);
    }
  }

  private JWSSigner signer() throws JOSEException {
    return jwk instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) jwk);
  }
}
