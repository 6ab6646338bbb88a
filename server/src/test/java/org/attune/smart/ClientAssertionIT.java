package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Assertions that must not be accepted, and those that only look as if. */
@FhirIntegrationTest
class ClientAssertionIT {

  private static final String SCOPE = "system/Patient.rs";

  private final TestApps apps;
  private final ClientKeyPair keys = ClientKeyPair.es384();
  private final String client;

  ClientAssertionIT(@Autowired FhirHttp http) {
    this.apps = new TestApps(http);
    this.client = apps.backend(keys, SCOPE);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        claim("J4: iss is another", claims -> claims.issuer("another")),
        claim("J4: sub is another", claims -> claims.subject("another")),
        claim(
            "J5: aud is another host", claims -> claims.audience("https://o.example/oauth2/token")),
        claim("J6: exp is past", claims -> claims.expirationTime(in(Duration.ofMinutes(-1)))),
        claim("J6: exp is missing", claims -> claims.expirationTime(null)),
        claim("J6: exp is too far", claims -> claims.expirationTime(in(Duration.ofMinutes(6)))),
        claim("J7: jti is missing", claims -> claims.jwtID(null)),
        claim("J12: nbf is ahead", claims -> claims.notBeforeTime(in(Duration.ofMinutes(2)))),
        claim("J12: iat is ahead", claims -> claims.issueTime(in(Duration.ofMinutes(2)))),
        header("J8: jku is not registered", head -> head.jwkURL(URI.create("https://e.example/k"))),
        header("J9: kid is unknown", head -> head.keyID("unknown")),
        header("J9: kid is missing", head -> head.keyID(null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  @DisplayName("J4, J5, J6, J7, J8, J9, J12, B7: a faulty assertion is refused with a reason")
  void aFaultyAssertionIsRefused(
      String name, Consumer<JWSHeader.Builder> header, Consumer<JWTClaimsSet.Builder> claims) {
    Answer answer = send(keys.assertion(client, apps.tokenUrl(), header, claims));

    assertRefused(answer);
    assertThat(TestApps.json(answer).path("error_description").asText()).isNotBlank();
  }

  @Test
  @DisplayName("J5: aud that is the FHIR base or the issuer is refused")
  void onlyTheTokenEndpointIsAnAudience() {
    for (String audience : List.of(apps.fhir(), apps.root(), apps.root() + "/oauth2/introspect")) {
      assertRefused(send(keys.assertion(client, audience)));
    }
  }

  @Test
  @DisplayName("J1, B2: another assertion type, and no JWT at all, are refused")
  void otherTypesAreRefused() {
    Answer type =
        apps.post(
            "/oauth2/token",
            Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                SCOPE,
                "client_assertion_type",
                "not_an_assertion_type",
                "client_assertion",
                keys.assertion(client, apps.tokenUrl())));

    assertThat(type.status()).isIn(400, 401);
    assertRefused(send("not.a.jwt"));
    assertRefused(send("garbage"));
  }

  @Test
  @DisplayName("J2: an assertion signed by a key of someone else is refused")
  void foreignKeysAreRefused() {
    ClientKeyPair foreign = ClientKeyPair.es384();

    assertRefused(
        send(
            foreign.assertion(
                client, apps.tokenUrl(), head -> head.keyID(keys.jwk().getKeyID()), c -> {})));
  }

  @Test
  @DisplayName("J3: alg none, and HS256 with the public key as secret, are refused")
  void weakAlgorithmsAreRefused() throws JOSEException {
    ClientKeyPair rsa = ClientKeyPair.rs384();
    String id = apps.backend(rsa, SCOPE);
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(id)
            .subject(id)
            .audience(apps.tokenUrl())
            .jwtID(TestApps.unique())
            .expirationTime(in(Duration.ofMinutes(2)))
            .build();
    SignedJWT confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(rsa.jwk().getKeyID()).build(), claims);
    confused.sign(new MACSigner(((RSAKey) rsa.jwk()).toRSAPublicKey().getEncoded()));

    assertRefused(send(confused.serialize()));
    assertRefused(send(new PlainJWT(claims).serialize()));
    String none =
        Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + confused.serialize().split("\\.", -1)[1]
            + ".";
    assertRefused(send(none));
  }

  @Test
  @DisplayName("J7: an assertion is good once")
  void anAssertionIsGoodOnce() {
    String assertion = keys.assertion(client, apps.tokenUrl());

    assertThat(send(assertion).status()).isEqualTo(200);
    assertRefused(send(assertion));
  }

  @Test
  @DisplayName("J7: of parallel uses of one assertion exactly one succeeds")
  void parallelUsesSucceedOnce() {
    String assertion = keys.assertion(client, apps.tokenUrl());

    List<CompletableFuture<Integer>> uses =
        IntStream.range(0, 8)
            .mapToObj(use -> CompletableFuture.supplyAsync(() -> send(assertion).status()))
            .toList();

    assertThat(uses.stream().map(CompletableFuture::join)).containsOnlyOnce(200);
    assertThat(uses.stream().map(CompletableFuture::join)).containsOnly(200, 401);
  }

  @Test
  @DisplayName("J11: a client with keys of both kinds may use either algorithm")
  void bothAlgorithmsWork() {
    ClientKeyPair rsa = ClientKeyPair.rs384();
    String both =
        apps.register(
                Map.of(
                    "client_name",
                    "Both",
                    "grant_types",
                    List.of("client_credentials"),
                    "token_endpoint_auth_method",
                    "private_key_jwt",
                    "jwks",
                    keys.publicSet(rsa),
                    "scope",
                    SCOPE))
            .path("client_id")
            .asText();

    assertThat(send(keys.assertion(both, apps.tokenUrl())).status()).isEqualTo(200);
    assertThat(send(rsa.assertion(both, apps.tokenUrl())).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("J8, J9: keys by address; jku as registered; rotation; no other address is fetched")
  void keysByAddress() {
    try (KeyServer server = new KeyServer(keys.publicSet().toString(), "max-age=0")) {
      String byAddress =
          apps.register(
                  Map.of(
                      "client_name",
                      "By address",
                      "grant_types",
                      List.of("client_credentials"),
                      "token_endpoint_auth_method",
                      "private_key_jwt",
                      "jwks_uri",
                      server.address(),
                      "scope",
                      SCOPE))
              .path("client_id")
              .asText();
      URI registered = URI.create(server.address());
      assertThat(
              send(keys.assertion(byAddress, apps.tokenUrl(), h -> h.jwkURL(registered), c -> {}))
                  .status())
          .isEqualTo(200);

      ClientKeyPair next = ClientKeyPair.rs384();
      server.publish(next.publicSet().toString());
      assertThat(send(next.assertion(byAddress, apps.tokenUrl())).status()).isEqualTo(200);
      assertRefused(send(keys.assertion(byAddress, apps.tokenUrl())));

      int hits = server.hits();
      URI other = URI.create(server.address() + "?other");
      assertRefused(
          send(next.assertion(byAddress, apps.tokenUrl(), h -> h.jwkURL(other), c -> {})));
      assertThat(server.hits()).isEqualTo(hits);
    }
  }

  private Answer send(String assertion) {
    return apps.clientCredentials(assertion, SCOPE);
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(TestApps.json(answer).path("error").asText()).isEqualTo("invalid_client");
  }

  private static Date in(Duration time) {
    return Date.from(ClientKeyPair.now().plus(time));
  }

  private static Arguments claim(String name, Consumer<JWTClaimsSet.Builder> change) {
    Consumer<JWSHeader.Builder> header = head -> {};
    return Arguments.of(name, header, change);
  }

  private static Arguments header(String name, Consumer<JWSHeader.Builder> change) {
    Consumer<JWTClaimsSet.Builder> claims = body -> {};
    return Arguments.of(name, change, claims);
  }
}
