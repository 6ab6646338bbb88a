package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which pages may read answers: those of the client that asks, not those of any client. */
@FhirIntegrationTest
class CorsIT {

  private static final String OWN = "http://127.0.0.1:9009";
  private static final String SECRET = "a-long-enough-secret-of-this-app";

  private final TestApps apps;
  private final Someone person;
  private final String app;
  private final String otherOrigin = "https://" + TestApps.unique() + ".example";

  CorsIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.person = new SignIn(http, directory).patient();
    this.app = AppFlow.publicApp(apps, "launch/patient patient/Patient.rs");
    register(Map.of("token_endpoint_auth_method", "none"));
  }

  private String register(Map<String, String> authentication) {
    Map<String, Object> metadata = new HashMap<>(authentication);
    metadata.put("client_name", "Another app");
    metadata.put("redirect_uris", List.of(otherOrigin + "/callback"));
    metadata.put("scope", "launch/patient patient/Patient.rs");
    return apps.register(metadata).path("client_id").asText();
  }

  private static String allowed(Answer answer) {
    return answer.header("Access-Control-Allow-Origin");
  }

  @Test
  @DisplayName("C3, C5: with a token, the origins of its client may read and those of others not")
  void theTokensClientDecides() {
    String token =
        new AppFlow(apps, app, "launch/patient patient/Patient.rs")
            .token(person.browser())
            .path("access_token")
            .asText();

    Answer own = read(token, OWN);
    Answer other = read(token, otherOrigin);

    assertThat(own.status()).isEqualTo(200);
    assertThat(allowed(own)).isEqualTo(OWN);
    assertThat(allowed(other)).isEmpty();
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.body()).doesNotContain(person.id());
  }

  private Answer read(String token, String origin) {
    FhirClient client = apps.as(token);
    return client.send(client.request("Patient/" + person.id()).header("Origin", origin).GET());
  }

  @Test
  @DisplayName("C2, C5: at the token endpoint the client decides that the form names")
  void theClientOfTheFormDecides() {
    Map<String, String> form = Map.of("client_id", app, "grant_type", "authorization_code");

    assertThat(allowed(apps.post("/oauth2/token", form, "Origin", OWN))).isEqualTo(OWN);
    assertThat(allowed(apps.post("/oauth2/token", form, "Origin", otherOrigin))).isEmpty();
  }

  @Test
  @DisplayName("C5: a client is known by its Basic header and by its assertion as well")
  void theClientOfTheHeaderDecides() {
    String confidential =
        register(
            Map.of("token_endpoint_auth_method", "client_secret_basic", "client_secret", SECRET));
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((confidential + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    Map<String, String> unknownToken = Map.of("token", "x");
    for (String path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
      assertThat(
              allowed(apps.post(path, unknownToken, "Authorization", basic, "Origin", otherOrigin)))
          .isEqualTo(otherOrigin);
      assertThat(allowed(apps.post(path, unknownToken, "Authorization", basic, "Origin", OWN)))
          .isEmpty();
    }
    ClientKeyPair keys = ClientKeyPair.es384();
    String system = apps.backend(keys, "system/Patient.rs");
    Map<String, String> asserted =
        Map.of(
            "grant_type", "client_credentials",
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion", keys.assertion(system, apps.tokenUrl()));
    assertThat(allowed(apps.post("/oauth2/token", asserted, "Origin", OWN))).isEmpty();
  }

  @Test
  @DisplayName("C3, C5: preflights are answered for registered origins, those of nobody never")
  void preflightsKnowRegisteredOrigins() {
    FhirClient client = apps.as("none");
    assertThat(allowed(preflight(client, OWN))).isEqualTo(OWN);
    assertThat(allowed(preflight(client, otherOrigin))).isEqualTo(otherOrigin);
    assertThat(allowed(preflight(client, "https://nobody.example"))).isEmpty();
  }

  private Answer preflight(FhirClient client, String origin) {
    return client.send(
        client
            .anonymous("Patient/1")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "GET")
            .header("Access-Control-Request-Headers", "authorization")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  @DisplayName("An app can read that its token has ended, and nobody else can")
  void aRefusalCanBeReadByRegisteredOrigins() {
    Answer registered = read("ended", OWN);

    assertThat(registered.status()).isEqualTo(401);
    assertThat(allowed(registered)).isEqualTo(OWN);
    assertThat(allowed(read("ended", "https://nobody.example"))).isEmpty();
  }
}
