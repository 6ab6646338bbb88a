package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.attune.audit.AuditTrailClient.Traced;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every request leaves its row, with who, what, when, why, from where and the outcome. */
@FhirIntegrationTest
class AuditRowsIT {

  private static final String PATIENT =
      """
      {"resourceType":"Patient","name":[{"family":"%s"}]}""";
  private static final String OBSERVATION =
      """
      {"resourceType":"Observation","status":"final","code":{"text":"x"},\
      "subject":{"reference":"Patient/%s"}}""";

  private final FhirClient client;
  private final AuditTrailClient audit;

  AuditRowsIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.audit = new AuditTrailClient(client);
  }

  private String patient() {
    return client.post("Patient", PATIENT.formatted("Trail" + UUID.randomUUID())).id();
  }

  private String observation(String patient) {
    return client.post("Observation", OBSERVATION.formatted(patient)).id();
  }

  @Test
  void a_read_says_who_read_what_of_whom_and_from_where() {
    String patient = patient();
    String observation = observation(patient);

    Traced read =
        audit.send(
            client
                .request("Observation/" + observation)
                .header("X-Purpose-Of-Use", "treat")
                .header("X-Forwarded-For", "203.0.113.9")
                .GET());

    AuditEvent event = read.event();
    assertThat(read.answer().status()).isEqualTo(200);
    assertThat(event.getAction()).isEqualTo(AuditEvent.AuditEventAction.R);
    assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("read");
    assertThat(event.getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._0);
    assertThat(event.getPurposeOfEventFirstRep().getCodingFirstRep().getCode()).isEqualTo("TREAT");
    assertThat(event.getRecorded()).isNotNull();
    assertThat(event.getAgent()).extracting(agent -> agent.getAltId()).contains("operator");
    assertThat(event.getAgentFirstRep().getNetwork().getAddress())
        .as("what a proxy on this host says counts")
        .isEqualTo("203.0.113.9");
    assertThat(read.patients()).containsExactly("Patient/" + patient);
    assertThat(read.resources()).containsExactly("Observation/" + observation + "/_history/1");
  }

  @Test
  void a_search_names_every_patient_shown_and_the_number_of_results_but_no_value() {
    String code = "c" + UUID.randomUUID();
    String one = patient();
    String two = patient();
    for (String patient : List.of(one, two, two)) {
      client.post(
          "Observation", OBSERVATION.formatted(patient).replace("\"x\"", "\"" + code + "\""));
    }

    Traced search = audit.get("Observation?code:text=" + code + "&_include=Observation:subject");

    assertThat(search.answer().bundle().getEntry()).hasSize(5);
    assertThat(search.patients()).containsExactlyInAnyOrder("Patient/" + one, "Patient/" + two);
    assertThat(search.resources()).hasSize(5);
    AuditEvent event = search.event();
    AuditEvent.AuditEventEntityComponent query =
        event.getEntity().stream()
            .filter(AuditEvent.AuditEventEntityComponent::hasQuery)
            .findFirst()
            .orElseThrow();
    assertThat(new String(query.getQuery(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("Observation?_include=Observation:subject&code:text=*");
    assertThat(query.getDetailFirstRep().getValue().primitiveValue()).isEqualTo("5");
    assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("search-type");
  }

  @Test
  void a_search_that_finds_nothing_names_the_patient_asked_about() {
    String patient = patient();

    assertThat(audit.get("Condition?patient=" + patient).patients())
        .containsExactly("Patient/" + patient);
    assertThat(audit.get("Condition?subject=Patient/" + patient).patients())
        .containsExactly("Patient/" + patient);
  }

  @Test
  void everything_names_the_patient_and_all_that_was_shown() {
    String patient = patient();
    String observation = observation(patient);

    Traced everything = audit.get("Patient/" + patient + "/$everything");

    assertThat(everything.patients()).containsExactly("Patient/" + patient);
    assertThat(everything.resources())
        .contains(
            "Observation/" + observation + "/_history/1", "Patient/" + patient + "/_history/1");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("GET", "Patient/" + UUID.randomUUID(), "", 404, "read"),
        Arguments.of("GET", "Unheard/1", "", 404, "unknown"),
        Arguments.of("GET", "Patient?unheard=1", "", 400, "search-type"),
        Arguments.of("POST", "Patient", "{\"resourceType\":\"Patient\",\"x\":1}", 400, "create"),
        Arguments.of("POST", "Patient", "no json", 400, "create"),
        Arguments.of("PUT", "Patient/" + UUID.randomUUID(), "{}", 400, "update"),
        Arguments.of("GET", "Patient/$unheard", "", 400, "operation"),
        Arguments.of(
            "POST",
            "Patient",
            "{\"resourceType\":\"Patient\",\"birthDate\":\"2000-01-01T10:00:00\"}",
            422,
            "create"),
        Arguments.of(
            "POST",
            "Observation",
            OBSERVATION.formatted("absent-" + UUID.randomUUID()),
            400,
            "create"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_refusal_leaves_one_row_with_its_outcome(
      String method, String path, String body, int status, String interaction) {
    Traced refused =
        audit.send(
            AuditTrailClient.json(client.request(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));

    assertThat(refused.answer().status()).as(refused.answer().body()).isEqualTo(status);
    assertThat(refused.event().getOutcome()).isEqualTo(AuditEvent.AuditEventOutcome._4);
    assertThat(refused.event().getOutcomeDesc()).isEqualTo("HTTP " + status);
    assertThat(refused.event().getSubtypeFirstRep().getCode()).isEqualTo(interaction);
    assertThat(refused.event().getAgent())
        .extracting(agent -> agent.getAltId())
        .contains("operator");
  }

  @Test
  void what_the_security_filter_refuses_has_a_row_without_an_actor() {
    String patient = patient();
    Traced anonymous = audit.send(client.anonymous("Patient/" + patient).GET());
    Traced wrong =
        audit.send(
            client.anonymous("Patient/" + patient).header("Authorization", "Bearer wrong").GET());

    for (Traced refused : List.of(anonymous, wrong)) {
      assertThat(refused.answer().status()).isEqualTo(401);
      assertThat(refused.event().getOutcomeDesc()).isEqualTo("HTTP 401");
      assertThat(refused.patients()).containsExactly("Patient/" + patient);
      assertThat(refused.event().getAgent().get(2).getRoleFirstRep().getCodingFirstRep().getCode())
          .isEqualTo("anonymous");
    }
  }

  @Test
  void a_stale_version_is_on_record_as_412_and_names_the_patient() {
    String patient = patient();
    Traced stale =
        audit.send(
            AuditTrailClient.json(
                    client.request("Patient/" + patient).header("If-Match", "W/\"7\""))
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        PATIENT
                            .formatted("Stale")
                            .replace("{\"r", "{\"id\":\"" + patient + "\",\"r"))));

    assertThat(stale.event().getOutcomeDesc()).isEqualTo("HTTP 412");
    assertThat(stale.patients()).containsExactly("Patient/" + patient);
  }

  @Test
  void an_unknown_purpose_is_refused_and_on_record() {
    Traced refused =
        audit.send(client.request("Patient").header("X-Purpose-Of-Use", "curiosity").GET());

    assertThat(refused.answer().status()).isEqualTo(400);
    assertThat(refused.answer().issue().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("unknown-purpose");
    assertThat(refused.event().getOutcomeDesc()).isEqualTo("HTTP 400");
  }

  @Test
  void the_installation_of_packages_is_one_row_of_the_server_for_each_package() {
    List<AuditEvent> installed = audit.events("agent=system&_count=200");

    assertThat(installed)
        .anySatisfy(
            event ->
                assertThat(event.getAgent().get(1).getPolicy().toString())
                    .contains("install-attune.profiles"));
  }
}
