package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Keeping clients by the API: for the operator, and for administrators who have signed in. */
@FhirIntegrationTest
class ClientsApiIT {

  private static final String API = "/oauth2/clients";

  private final TestApps apps;
  private final SignIn signIn;
  private final FhirClient operator;

  ClientsApiIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.signIn = new SignIn(http, directory);
    this.operator = http.client();
  }

  private static Map<String, Object> metadata(String method, String scope) {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("client_name", "Kept by API");
    metadata.put("redirect_uris", List.of(AppFlow.REDIRECT));
    metadata.put("scope", scope);
    metadata.put("token_endpoint_auth_method", method);
    return metadata;
  }

  private Answer put(String client, Map<String, Object> metadata) {
    return put(client, TestApps.write(metadata));
  }

  private Answer put(String client, String json) {
    return operator.send(
        operator
            .request(apps.root() + API + "/" + client)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  private Answer read(String client) {
    return operator.get(apps.root() + API + "/" + client);
  }

  private Answer delete(String client) {
    return operator.delete(apps.root() + API + "/" + client);
  }

  private int authenticates(String client, String secret) {
    String basic =
        Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    return apps.post(
            "/oauth2/introspect", Map.of("token", "none"), "Authorization", "Basic " + basic)
        .status();
  }

  @Test
  void a_client_is_listed_read_replaced_and_deleted() {
    JsonNode made = apps.register(metadata("client_secret_basic", "openid"));
    String client = made.path("client_id").asText();
    String secret = made.path("client_secret").asText();
    assertThat(secret).hasSizeGreaterThan(40);

    assertThat(operator.get(apps.root() + API).body()).contains(client).doesNotContain(secret);
    assertThat(read(client).body()).contains("Kept by API").doesNotContain("secret\":");
    Map<String, Object> changed = metadata("client_secret_basic", "openid fhirUser");
    changed.put("client_name", "Renamed");
    Answer replaced = put(client, changed);
    assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
    assertThat(replaced.body())
        .contains("Renamed", "openid fhirUser")
        .doesNotContain("client_secret\"");
    assertThat(read(client).body()).contains("Renamed");
    assertThat(authenticates(client, secret)).as("the secret stays").isEqualTo(200);

    assertThat(delete(client).status()).isEqualTo(204);
    assertThat(read(client).status()).isEqualTo(404);
    assertThat(delete(client).status()).isEqualTo(404);
    assertThat(put(client, changed).status()).isEqualTo(404);
    assertThat(operator.get(apps.root() + API).body()).doesNotContain(client);
    assertThat(authenticates(client, secret)).isEqualTo(401);
    changed.put("client_id", client);
    assertThat(apps.tryRegister(changed).status()).as("its id is not used again").isEqualTo(409);
  }

  @Test
  void a_replacement_that_cannot_be_is_refused_by_name_and_changes_nothing() {
    String client = apps.register(metadata("none", "openid")).path("client_id").asText();
    Map<String, Object> wrong = metadata("none", "nonsense");
    wrong.put("redirect_uris", List.of("http://far.example/"));
    wrong.put("grant_types", List.of("client_credentials"));

    Answer refused = put(client, wrong);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .contains("invalid_client_metadata", "scope: ", "redirect_uris[0]: ", "grant_types: ");
    wrong = metadata("none", "openid");
    wrong.put("client_id", "another");
    assertThat(put(client, wrong).status()).isEqualTo(409);
    assertThat(put(client, "[]").status()).isEqualTo(400);
    assertThat(read(client).body()).contains("\"scope\":\"openid\"");
  }

  @Test
  void a_deleted_client_loses_its_tokens_at_once() {
    ClientKeyPair keys = ClientKeyPair.es384();
    String backend = apps.backend(keys, "system/Patient.rs");
    String token =
        TestApps.json(
                apps.clientCredentials(
                    keys.assertion(backend, apps.tokenUrl()), "system/Patient.rs"))
            .path("access_token")
            .asText();
    Someone person = signIn.patient();
    String scope = "launch/patient offline_access patient/Patient.rs";
    String app = AppFlow.publicApp(apps, scope);
    JsonNode grant = new AppFlow(apps, app, scope).token(person.browser());
    assertThat(apps.as(token).get("Patient?_count=1").status()).isEqualTo(200);
    assertThat(readsPatient(grant, person)).isEqualTo(200);

    assertThat(delete(backend).status()).isEqualTo(204);
    assertThat(delete(app).status()).isEqualTo(204);

    Until.holds(() -> apps.as(token).get("Patient?_count=1").status() == 401);
    Until.holds(() -> readsPatient(grant, person) == 401);
    assertThat(
            apps.clientCredentials(keys.assertion(backend, apps.tokenUrl()), "system/Patient.rs")
                .status())
        .isIn(400, 401);
    Map<String, String> refresh =
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            grant.path("refresh_token").asText(),
            "client_id",
            app);
    assertThat(apps.post("/oauth2/token", refresh).status()).isIn(400, 401);
    assertThat(person.browser().open("/account/apps").body()).contains("No app may act for you");
  }

  private int readsPatient(JsonNode grant, Someone person) {
    return apps.as(grant.path("access_token").asText()).get("Patient/" + person.id()).status();
  }

  @Test
  void what_is_taken_out_of_a_registration_is_taken_out_of_its_tokens() {
    Someone person = signIn.patient();
    String scope = "launch/patient patient/Patient.rs patient/Observation.rs";
    String app = AppFlow.publicApp(apps, scope);
    JsonNode grant = new AppFlow(apps, app, scope).token(person.browser());
    FhirClient client = apps.as(grant.path("access_token").asText());
    assertThat(client.get("Observation").status()).isEqualTo(200);

    assertThat(put(app, metadata("none", "launch/patient patient/Patient.rs")).status())
        .isEqualTo(200);

    Until.holds(() -> client.get("Observation").status() == 403);
    assertThat(readsPatient(grant, person)).isEqualTo(200);
  }

  @Test
  void a_secret_ends_with_the_method_that_needs_it() {
    JsonNode made = apps.register(metadata("client_secret_post", "openid"));
    String client = made.path("client_id").asText();
    assertThat(put(client, metadata("none", "openid")).body()).doesNotContain("client_secret\"");

    Answer again = put(client, metadata("client_secret_post", "openid"));

    String fresh = TestApps.json(again).path("client_secret").asText();
    assertThat(fresh).as(again.body()).isNotBlank();
    assertThat(authenticates(client, made.path("client_secret").asText())).isEqualTo(401);
    assertThat(authenticates(client, fresh)).isEqualTo(200);
  }

  @Test
  void an_administrator_who_has_signed_in_keeps_clients_with_the_pages_csrf_token() {
    Someone admin = signIn.administrator();
    String csrf = admin.browser().csrf("/admin/clients/new");
    String wish = TestApps.write(metadata("none", "openid"));

    assertThat(admin.browser().json("POST", API, "", wish).status()).isEqualTo(403);
    assertThat(admin.browser().json("POST", API, "forged", wish).status()).isEqualTo(403);
    String made = admin.browser().json("POST", API, csrf, wish).body();
    String client = made.replaceFirst("(?s).*\"client_id\":\"([^\"]+)\".*", "$1");

    assertThat(read(client).status()).as(made).isEqualTo(200);
    assertThat(admin.browser().json("GET", API, "", "").body()).contains(client);
    assertThat(admin.browser().json("DELETE", API + "/" + client, csrf, "").status())
        .isEqualTo(204);
  }

  @Test
  void nobody_else_keeps_clients() {
    Someone clinician = signIn.clinician();
    String csrf = clinician.browser().csrf("/account");
    String wish = TestApps.write(metadata("none", "openid"));

    assertThat(clinician.browser().json("GET", API, "", "").status()).isEqualTo(403);
    assertThat(clinician.browser().json("POST", API, csrf, wish).status()).isEqualTo(403);
    assertThat(apps.get(API).status()).isEqualTo(401);
    assertThat(apps.as(apps.backendToken("system/*.cruds")).get(apps.root() + API).status())
        .isEqualTo(403);
  }
}
