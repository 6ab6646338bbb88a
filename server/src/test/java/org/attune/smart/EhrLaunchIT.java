package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A clinician launches an app from the chart, and others try to go along. */
@FhirIntegrationTest
class EhrLaunchIT {

  private static final String SCOPE =
      "launch openid fhirUser profile patient/Patient.rs patient/Encounter.rs patient/Observation.rs";

  private final TestApps apps;
  private final SignIn signIn;
  private final JdbcTemplate jdbc;
  private final FhirClient operator;
  private final String client;
  private final String patient;
  private final String encounter;

  EhrLaunchIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.apps = new TestApps(http);
    this.signIn = new SignIn(http, directory);
    this.jdbc = jdbc;
    this.operator = http.client();
    this.client = AppFlow.publicApp(apps, SCOPE);
    this.patient = Charts.patient(operator);
    this.encounter = Charts.encounter(operator, patient);
  }

  private Answer prepare(Map<String, Object> wish) {
    return operator.send(
        operator
            .request(apps.root() + "/oauth2/launch")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(TestApps.write(wish))));
  }

  private JsonNode launch(Map<String, Object> more) {
    Map<String, Object> wish = new LinkedHashMap<>(more);
    wish.putIfAbsent("client_id", client);
    wish.putIfAbsent("patient", patient);
    Answer answer = prepare(wish);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return TestApps.json(answer);
  }

  private AppFlow flow(JsonNode launch) {
    return new AppFlow(apps, client, SCOPE).with("launch", launch.path("launch").asText());
  }

  /** A clinician who treats the patient of the chart. */
  private Someone clinician() {
    Someone clinician = signIn.clinician();
    Charts.assign(operator, patient, clinician.account().reference());
    return clinician;
  }

  @Test
  @DisplayName(
      "L1: the launch address holds iss and an opaque value that does not name the patient")
  void theLaunchAddressIsOpaque() {
    JsonNode launch = launch(Map.of());

    assertThat(launch.path("iss").asText()).isEqualTo(apps.fhir());
    assertThat(launch.path("launch_url").asText())
        .startsWith("http://127.0.0.1:9009/launch?iss=")
        .contains("&launch=" + launch.path("launch").asText())
        .doesNotContain(patient);
    assertThat(launch.path("launch").asText()).hasSizeGreaterThan(40);
  }

  @Test
  @DisplayName(
      "L2, L3, L4, L5, L6, O1, O6: the chart's context comes with the token and can be read")
  void theContextComesWithTheToken() {
    Someone clinician = clinician();
    JsonNode launch =
        launch(
            Map.of(
                "encounter",
                encounter,
                "intent",
                "review",
                "need_patient_banner",
                false,
                "fhirContext",
                List.of(Map.of("reference", "Encounter/" + encounter, "role", "launch"))));

    JsonNode token = flow(launch).token(clinician.browser());

    assertThat(token.path("patient").asText()).isEqualTo(patient);
    assertThat(token.path("encounter").asText()).isEqualTo(encounter);
    assertThat(token.path("intent").asText()).isEqualTo("review");
    assertThat(token.path("need_patient_banner").asBoolean(true)).isFalse();
    assertThat(token.path("fhirContext").path(0).path("reference").asText())
        .isEqualTo("Encounter/" + encounter);
    Answer style = apps.get(token.path("smart_style_url").asText(), "Origin", "https://a.example");
    assertThat(style.status()).isEqualTo(200);
    assertThat(TestApps.json(style).has("color_background")).isTrue();
    FhirClient app = apps.as(token.path("access_token").asText());
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(200);
    assertThat(app.get("Encounter/" + encounter).status()).isEqualTo(200);
    assertThat(app.get(clinician.account().reference()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "O4, O5, O6, O7: the id token is signed by a published key and says who the person is")
  void theIdTokenIsSound() throws Exception {
    Someone clinician = clinician();
    AppFlow flow = flow(launch(Map.of())).with("nonce", "n-1");

    SignedJWT idToken = SignedJWT.parse(flow.token(clinician.browser()).path("id_token").asText());

    assertThat(idToken.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    JWKSet keys = JWKSet.parse(apps.get("/oauth2/jwks").body());
    RSAKey key = (RSAKey) keys.getKeyByKeyId(idToken.getHeader().getKeyID());
    assertThat(idToken.verify(new RSASSAVerifier(key))).isTrue();
    JWTClaimsSet claims = idToken.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(apps.root());
    assertThat(claims.getAudience()).containsExactly(client);
    assertThat(claims.getSubject()).isEqualTo(clinician.account().id().toString());
    assertThat(claims.getExpirationTime().toInstant()).isAfter(ClientKeyPair.now());
    assertThat(claims.getIssueTime()).isNotNull();
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
    assertThat(claims.getStringClaim("fhirUser"))
        .isEqualTo(apps.fhir() + "/" + clinician.account().reference());
    assertThat(claims.getStringClaim("profile")).isEqualTo(claims.getStringClaim("fhirUser"));
  }

  @Test
  @DisplayName("A10, L7: a launch is good once, for its client, for minutes")
  void aLaunchIsGoodOnce() {
    Someone clinician = clinician();
    JsonNode used = launch(Map.of());
    flow(used).token(clinician.browser());
    assertRefused(flow(used), clinician);

    assertRefused(flow(launch(Map.of())).with("launch", "made-up"), clinician);

    JsonNode foreign = launch(Map.of("client_id", AppFlow.publicApp(apps, SCOPE)));
    assertRefused(flow(foreign), clinician);

    JsonNode old = launch(Map.of());
    jdbc.update(
        "update attune.smart_launch set expires_at = created_at"
            + " where hash = sha256(convert_to(?, 'UTF8'))",
        old.path("launch").asText());
    assertRefused(flow(old), clinician);
  }

  @Test
  @DisplayName("A10: a launch used while the consent page was open gives no second code")
  void aLaunchIsUsedByOneConsent() {
    Someone clinician = clinician();
    JsonNode launch = launch(Map.of());
    AppFlow first = flow(launch);
    AppFlow second = flow(launch);
    Page firstPage = first.consentPage(clinician.browser());
    Page secondPage = second.consentPage(clinician.browser());

    assertThat(first.allow(clinician.browser(), firstPage)).containsKey("code");
    assertThat(second.allow(clinician.browser(), secondPage))
        .containsEntry("error", "invalid_request")
        .doesNotContainKey("code");
  }

  @Test
  @DisplayName("A10: a clinician's own launch is good for that clinician alone")
  void aLaunchBelongsToItsPerson() {
    Someone clinician = clinician();
    Someone other = clinician();
    JsonNode launch = launch(Map.of());
    jdbc.update(
        "update attune.smart_launch set account_id = ?"
            + " where hash = sha256(convert_to(?, 'UTF8'))",
        clinician.account().id(),
        launch.path("launch").asText());

    assertRefused(flow(launch), other);
    assertThat(flow(launch).token(clinician.browser()).path("patient").asText()).isEqualTo(patient);
  }

  @Test
  @DisplayName("A10: a patient cannot take on a launch about somebody else")
  void aPatientDoesNotGetIntoAnotherChart() {
    Someone stranger = signIn.patient();
    AppFlow flow = flow(launch(Map.of()));

    assertThat(flow.allow(stranger.browser(), flow.consentPage(stranger.browser())))
        .containsEntry("error", "access_denied")
        .doesNotContainKey("code");
  }

  @Test
  @DisplayName("L6: a faulty launch is refused with every fault")
  void faultyLaunchesAreRefused() {
    Answer answer =
        prepare(
            Map.of(
                "client_id",
                client,
                "patient",
                "Patient/" + patient,
                "fhirContext",
                List.of(
                    Map.of("reference", "Patient/1"),
                    Map.of("reference", "Nonsense/1"),
                    Map.of("type", "Coverage"),
                    Map.of("reference", "Coverage/1", "role", "mine")),
                "surprise",
                1));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("patient:", "fhirContext[0]", "fhirContext[1]", "fhirContext[2]", "[3].role")
        .contains("surprise");
    assertThat(prepare(Map.of("client_id", client, "patient", "none")).status()).isEqualTo(422);
    assertThat(prepare(Map.of("client_id", "none", "patient", patient)).status()).isEqualTo(400);
    assertThat(apps.post("/oauth2/launch", Map.of("client_id", client)).status())
        .as("without session or token")
        .isIn(401, 403);
  }

  private void assertRefused(AppFlow flow, Someone person) {
    assertThat(AppFlow.redirect(flow.authorize(person.browser())))
        .containsEntry("error", "invalid_request")
        .doesNotContainKey("code");
  }
}
