package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing but discovery and health answers without a valid token, whatever the path looks like. */
@FhirIntegrationTest
class ClosedByDefaultIT {

  private final FhirHttp http;
  private final FhirClient client;

  ClosedByDefaultIT(@Autowired FhirHttp http) {
    this.http = http;
    this.client = http.client();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/fhir",
        "/fhir/",
        "/fhir/Patient",
        "/fhir/Patient/",
        "/fhir/Patient/1",
        "/fhir/Patient/1/_history/1",
        "/fhir/Patient/$everything",
        "/fhir/_history",
        "/fhir/$meta",
        "/fhir/metadata/",
        "/fhir/metadata/Patient",
        "/fhir/Metadata",
        "/fhir/Patient?_format=html",
        "/fhir/$export",
        "/actuator",
        "/actuator/env",
        "/actuator/heapdump",
        "/error",
        "/oauth2/token",
        "/v3/api-docs",
        "/swagger-ui/index.html",
        "/nothing/here",
        "/accounts",
        "/accounts/",
        "/accounts/00000000-0000-0000-0000-000000000000",
        "/admin",
        "/assets",
        "/assets/",
        "/assets/x/y",
        "/loginx",
        "/login.html",
        "/templates/accounts/login.html"
      })
  void a_path_answers_401_without_a_token_and_with_a_wrong_one(String path) {
    assertRefused(client.send(anonymous(path).GET()));
    assertRefused(client.send(wrongToken(path).GET()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/account",
        "/account/",
        "/account/sessions",
        "/account/apps",
        "/account/none",
        "/admin/accounts",
        "/admin/accounts/00000000-0000-0000-0000-000000000000"
      })
  void a_page_of_people_leads_to_the_sign_in_page_without_a_session(String path) {
    for (HttpRequest.Builder request : List.of(anonymous(path), wrongToken(path))) {
      Answer answer = client.send(request.GET());

      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.header("Location")).isEqualTo("/login");
      assertThat(answer.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/logout",
        "/login",
        "/login/code",
        "/login/enroll",
        "/account/password",
        "/account/sessions/end-all",
        "/account/apps/revoke",
        "/admin/accounts",
        "/admin/accounts/00000000-0000-0000-0000-000000000000/link"
      })
  void a_form_from_elsewhere_does_nothing(String path) {
    Answer answer =
        client.send(
            anonymous(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=a&password=b")));

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"})
  void every_method_is_closed(String method) {
    Answer answer =
        client.send(
            anonymous("/fhir/Patient/1").method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.status()).isIn(400, 401, 405);
    assertThat(answer.body()).doesNotContain("Patient");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void metadata_is_open_for_reading_only(String method) {
    Answer answer =
        client.send(
            anonymous("/fhir/metadata").method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//fhir/Patient",
        "/fhir//Patient",
        "/fhir/./Patient",
        "/fhir/metadata/../Patient",
        "/fhir/metadata/%2e%2e/Patient",
        "/fhir/metadata/..;/Patient",
        "/fhir/metadata;/../Patient",
        "/fhir/Patient;metadata",
        "/fhir;/Patient",
        "/fhir;x=/metadata/Patient",
        "/fhir%2fPatient",
        "/fhir/%2fPatient",
        "/fhir%252fPatient",
        "/%66hir/Patient",
        "/fhir/Patient%20",
        "/fhir/Patient%00",
        "/fhir\\u005cPatient",
        "/fhir/.well-known/../Patient",
        "/.well-known/%2e%2e/fhir/Patient",
        "/actuator/health/../../fhir/Patient",
        "/actuator/health/..%2f..%2ffhir/Patient",
        "/actuator/health;/../../fhir/Patient"
      })
  void a_disguised_path_stays_closed(String path) {
    String marker = Samples.unique();
    assertThat(client.post("Patient", Samples.patient(marker)).status()).isEqualTo(201);

    Answer answer = client.send(anonymous(path).GET());

    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain(marker).doesNotContain("\"Bundle\"");
  }

  @Test
  void a_transaction_without_a_token_stores_nothing() {
    String mrn = Samples.unique();
    String bundle =
        """
        {"resourceType":"Bundle","type":"transaction","entry":[{"resource":%s,
        "request":{"method":"POST","url":"Patient"}}]}"""
            .formatted(Samples.patientJson(mrn, ""));

    assertRefused(
        client.send(
            anonymous("/fhir")
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(bundle))));
    assertThat(client.get("Patient?" + Samples.identifierInUrl(mrn) + "&_summary=count").bundle())
        .returns(0, found -> found.getTotal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic b3BlcmF0b3I6", "Bearer", "Bearer ", "Bearer a b", "bearer x", "x"})
  void a_malformed_authorization_header_is_refused(String header) {
    Answer answer = client.send(anonymous("/fhir/Patient").header("Authorization", header).GET());

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.as(OperationOutcome.class).getIssue()).isNotEmpty();
  }

  @Test
  void a_token_in_the_query_is_not_accepted() {
    String token =
        client
            .request("Patient")
            .GET()
            .build()
            .headers()
            .firstValue("Authorization")
            .orElseThrow()
            .substring("Bearer ".length());

    assertThat(client.send(anonymous("/fhir/Patient?access_token=" + token).GET()).status())
        .isIn(400, 401);
  }

  @Test
  void the_capability_statement_is_open() {
    Answer answer = client.send(anonymous("/fhir/metadata").GET());

    assertThat(answer.status()).isEqualTo(200);
    CapabilityStatement statement = answer.as(CapabilityStatement.class);
    assertThat(statement.getFhirVersion().toCode()).isEqualTo("4.0.1");
    assertThat(statement.getRestFirstRep().getResource())
        .extracting(resource -> resource.getType())
        .contains("Patient", "QuestionnaireResponse", "Observation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health", "/actuator/health/readiness"})
  void health_is_open_and_says_no_more_than_up(String path) {
    Answer answer = client.send(anonymous(path).GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("jdbc", "Postgre");
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
    assertThat(answer.issue().getCode()).isEqualTo(OperationOutcome.IssueType.LOGIN);
  }

  private HttpRequest.Builder anonymous(String path) {
    return client.anonymous(http.root() + path.replace("\\u005c", "%5c"));
  }

  private HttpRequest.Builder wrongToken(String path) {
    return anonymous(path).header("Authorization", "Bearer " + Samples.unique());
  }
}
