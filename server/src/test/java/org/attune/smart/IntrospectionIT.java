package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Asking what a token stands for. */
@FhirIntegrationTest
class IntrospectionIT {

  private static final String SCOPE =
      "launch/patient openid fhirUser offline_access patient/Patient.rs";

  private final TestApps apps;
  private final Someone person;
  private final String client;

  IntrospectionIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.person = new SignIn(http, directory).patient();
    this.client = AppFlow.publicApp(apps, SCOPE);
  }

  private JsonNode token() {
    return new AppFlow(apps, client, SCOPE).token(person.browser());
  }

  private static String text(JsonNode json, String member) {
    return json.path(member).asText();
  }

  @Test
  @DisplayName("I1, I2, I3, I6, I7: introspection tells what the token response told")
  void introspectionAgreesWithTheToken() {
    JsonNode token = token();
    String access = text(token, "access_token");
    ClientKeyPair keys = ClientKeyPair.es384();
    String other = apps.backend(keys, "system/Patient.rs");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", access);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", keys.assertion(other, apps.tokenUrl()));

    JsonNode byClient = TestApps.json(apps.post("/oauth2/introspect", form));
    JsonNode byToken =
        TestApps.json(
            apps.post(
                "/oauth2/introspect",
                Map.of("token", access),
                "Authorization",
                "Bearer " + access));

    for (JsonNode answer : List.of(byClient, byToken)) {
      assertThat(answer.path("active").asBoolean()).as(answer.toString()).isTrue();
      assertThat(text(answer, "client_id")).isEqualTo(client);
      assertThat(text(answer, "scope").split(" ", -1))
          .containsExactlyInAnyOrder(text(token, "scope").split(" ", -1));
      assertThat(answer.path("exp").isNumber()).isTrue();
      assertThat(text(answer, "patient")).isEqualTo(person.id());
      assertThat(text(answer, "iss")).isEqualTo(apps.root());
      assertThat(text(answer, "sub")).isEqualTo(person.account().id().toString());
      assertThat(text(answer, "fhirUser"))
          .isEqualTo(apps.fhir() + "/" + person.account().reference());
    }
  }

  @Test
  @DisplayName(
      "I4, I5, I6: unknown and revoked tokens are inactive, and nobody asks unauthenticated")
  void inactiveTokensTellNothing() {
    JsonNode token = token();
    String bearer = "Bearer " + text(token(), "access_token");
    assertThat(apps.post("/oauth2/introspect", Map.of("token", "unknown")).status()).isEqualTo(401);
    assertThat(
            apps.post("/oauth2/introspect", Map.of("token", "x"), "Authorization", "Bearer garbage")
                .status())
        .isEqualTo(401);
    assertThat(introspect("unknown", bearer)).isEqualTo("{\"active\":false}");
    apps.post("/oauth2/revoke", Map.of("token", text(token, "refresh_token"), "client_id", client));
    assertThat(introspect(text(token, "access_token"), bearer)).isEqualTo("{\"active\":false}");
    assertThat(introspect(text(token, "refresh_token"), bearer)).isEqualTo("{\"active\":false}");
  }

  private String introspect(String token, String bearer) {
    return apps.post("/oauth2/introspect", Map.of("token", token), "Authorization", bearer).body();
  }
}
