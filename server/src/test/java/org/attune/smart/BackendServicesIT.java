package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** SMART Backend Services, as a system with keys of its own meets it. */
@FhirIntegrationTest
class BackendServicesIT {

  private final TestApps apps;
  private final FhirClient operator;

  BackendServicesIT(@Autowired FhirHttp http) {
    this.apps = new TestApps(http);
    this.operator = http.client();
  }

  static Stream<ClientKeyPair> keys() {
    return Stream.of(ClientKeyPair.es384(), ClientKeyPair.rs384());
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("B3, B5, T3, T4, T5, J10: ES384 and RS384 get a token without sending client_id")
  void aSystemGetsAToken(ClientKeyPair keys) {
    String client = apps.backend(keys, "system/Patient.rs");

    Answer answer =
        apps.clientCredentials(keys.assertion(client, apps.tokenUrl()), "system/Patient.rs");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode body = TestApps.json(answer);
    assertThat(body.path("token_type").asText()).isEqualToIgnoringCase("bearer");
    assertThat(body.path("expires_in").isNumber()).isTrue();
    assertThat(body.path("expires_in").asInt()).isBetween(1, 300);
    assertThat(body.path("scope").asText()).isEqualTo("system/Patient.rs");
    assertThat(body.has("refresh_token")).isFalse();
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Pragma")).contains("no-cache");
    assertThat(apps.as(body.path("access_token").asText()).get("Patient").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("T3: the same works with client_id, and fails with another one")
  void clientIdIsOptional() {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client = apps.backend(keys, "system/Patient.rs");

    assertThat(withClientId(keys, client, client).status()).isEqualTo(200);
    assertThat(withClientId(keys, client, "another").status()).isEqualTo(401);
  }

  private Answer withClientId(ClientKeyPair keys, String client, String sent) {
    return apps.post(
        "/oauth2/token",
        Map.of(
            "grant_type", "client_credentials",
            "client_id", sent,
            "scope", "system/Patient.rs",
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion", keys.assertion(client, apps.tokenUrl())));
  }

  @Test
  @DisplayName("B1, T14: an unknown grant type is answered 400")
  void anUnknownGrantTypeIsRefused() {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client = apps.backend(keys, "system/Patient.rs");

    Answer answer =
        apps.post(
            "/oauth2/token",
            Map.of(
                "grant_type", "not_a_grant_type",
                "scope", "system/Patient.rs",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", keys.assertion(client, apps.tokenUrl())));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(TestApps.json(answer).path("error").asText()).isEqualTo("unsupported_grant_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system/Patient.cruds",
        "system/*.rs",
        "system/Observation.rs",
        "patient/Patient.rs",
        "user/Patient.rs",
        "system/Patient.sr",
        "openid",
        ""
      })
  @DisplayName("B4, A13: what is not registered, and what is no system scope, is not granted")
  void scopesBeyondTheRegistrationAreRefused(String scope) {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client = apps.backend(keys, "system/Patient.rs");

    Answer answer = apps.clientCredentials(keys.assertion(client, apps.tokenUrl()), scope);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(TestApps.json(answer).path("error").asText()).isEqualTo("invalid_scope");
    assertThat(TestApps.json(answer).path("error_description").asText()).isNotBlank();
  }

  @Test
  @DisplayName("B4: a narrower scope than the registered one is granted as asked")
  void aNarrowerScopeIsGranted() {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client = apps.backend(keys, "system/*.rs");

    Answer answer =
        apps.clientCredentials(keys.assertion(client, apps.tokenUrl()), "system/Observation.read");

    assertThat(TestApps.json(answer).path("scope").asText()).isEqualTo("system/Observation.read");
  }

  @Test
  @DisplayName("B6: a client with a secret is not registered for system scopes")
  void symmetricClientsNeverGetSystemScopes() {
    Answer answer =
        apps.tryRegister(
            Map.of(
                "client_name", "Symmetric",
                "grant_types", new String[] {"client_credentials"},
                "token_endpoint_auth_method", "client_secret_basic",
                "client_secret", "a-long-enough-secret-of-this-app",
                "scope", "system/Patient.rs"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(TestApps.json(answer).path("error").asText()).isEqualTo("invalid_client_metadata");
    assertThat(answer.body()).contains("private_key_jwt").doesNotContain("a-long-enough-secret");
  }

  @Test
  @DisplayName("B8: a token reaches the types of its scopes and no others")
  void aTokenReachesItsTypesOnly() {
    FhirClient client = apps.as(apps.backendToken("system/Patient.rs"));

    assertThat(client.get("Patient?_summary=count").status()).isEqualTo(200);
    assertThat(client.get("Observation").status()).isEqualTo(403);
    assertThat(client.get("Patient/_history").status()).isEqualTo(200);
    assertThat(client.get("_history").status()).isEqualTo(403);
    assertThat(client.post("Patient", "{\"resourceType\":\"Patient\"}").status()).isEqualTo(403);
    assertThat(client.get("Observation").issue().getDiagnostics()).contains("scopes");
  }

  @Test
  @DisplayName("T16, T17: expired, foreign and garbage tokens are answered 401 with a challenge")
  void otherTokensAreRefused() {
    ClientKeyPair keys = ClientKeyPair.es384();
    for (String token :
        new String[] {"garbage", keys.assertion("someone", "https://other.example/fhir")}) {
      Answer answer = apps.as(token).get("Patient");

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer").contains("invalid_token");
    }
    assertThat(operator.get("Patient?_summary=count").status()).isEqualTo(200);
  }
}
