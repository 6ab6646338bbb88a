package org.attune.lookup.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.PersonTokens;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code Observation/$lastn}. */
@FhirIntegrationTest
class LastNIT {

  private final FhirHttp http;
  private final FhirClient client;
  private final AccountDirectory directory;
  private String patient = "";

  LastNIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.http = http;
    this.client = http.client();
    this.directory = directory;
  }

  @BeforeEach
  void patient() {
    patient = newPatient();
  }

  @Test
  void gives_the_latest_of_each_code() {
    observation("a", "2026-01-01", "survey");
    String latestA = observation("a", "2026-03-01", "survey");
    observation("a", "2026-02-01", "survey");
    String latestB = observation("b", "2026-01-15", "survey");

    assertThat(lastn("patient=Patient/" + patient)).containsExactly(latestA, latestB);
    assertThat(lastn("subject=Patient/" + patient)).containsExactly(latestA, latestB);
  }

  @Test
  void max_says_how_many_of_each_code_latest_first() {
    String first = observation("a", "2026-01-01", "survey");
    String second = observation("a", "2026-02-01", "survey");
    String third = observation("a", "2026-03-01", "survey");
    String other = observation("b", "2025-01-01", "survey");

    assertThat(lastn("patient=" + patient + "&max=2")).containsExactly(third, second, other);
    assertThat(lastn("patient=" + patient + "&max=9")).containsExactly(third, second, first, other);
  }

  @Test
  void codings_of_one_code_make_one_kind() {
    observation("a", "2026-01-01", "survey");
    observation("b", "2026-02-01", "survey");
    String both = post(coded("a", "b"), "2026-03-01", "survey");

    assertThat(lastn("patient=" + patient)).containsExactly(both);
  }

  @Test
  void a_code_without_coding_counts_by_its_text() {
    post("{\"text\":\"Mood\"}", "2026-01-01", "survey");
    String mood = post("{\"text\":\"Mood\"}", "2026-02-01", "survey");
    String sleep = post("{\"text\":\"Sleep\"}", "2026-01-05", "survey");

    assertThat(lastn("patient=" + patient)).containsExactly(mood, sleep);
  }

  @Test
  void further_parameters_narrow_what_is_looked_at() {
    String survey = observation("a", "2026-01-01", "survey");
    String therapy = observation("a", "2026-02-01", "therapy");

    assertThat(lastn("patient=" + patient + "&category=survey")).containsExactly(survey);
    assertThat(lastn("patient=" + patient + "&date=lt2026-02-01")).containsExactly(survey);
    assertThat(lastn("patient=" + patient + "&category=survey,therapy")).containsExactly(therapy);
    assertThat(lastn("patient=" + patient + "&code=urn:example:kind%7Cb")).isEmpty();
  }

  @Test
  void a_deleted_observation_gives_way_to_the_one_before_it() {
    String before = observation("a", "2026-01-01", "survey");
    client.delete("Observation/" + observation("a", "2026-02-01", "survey"));

    assertThat(lastn("patient=" + patient)).containsExactly(before);
  }

  @Test
  void an_app_gets_what_its_patient_and_scopes_reach() {
    String survey = observation("a", "2026-01-01", "survey");
    observation("a", "2026-02-01", "therapy");
    String elsewhere = patient;
    patient = newPatient();
    String own = observation("a", "2026-01-01", "survey");
    PersonTokens tokens = new PersonTokens(http, directory);
    FhirClient app =
        new FhirClient(
            http.root() + "/fhir",
            tokens.ofPatient("Patient/" + patient, "patient/Observation.rs"));

    assertThat(ids(app.get("Observation/$lastn?patient=" + patient))).containsExactly(own);
    assertThat(ids(app.get("Observation/$lastn?patient=" + elsewhere))).isEmpty();

    FhirClient surveys =
        new FhirClient(
            http.root() + "/fhir",
            tokens.ofPatient(
                "Patient/" + elsewhere,
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/"
                    + "observation-category|survey"));
    assertThat(ids(surveys.get("Observation/$lastn?patient=" + elsewhere))).containsExactly(survey);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max=1",
        "patient=Patient/x&max=0",
        "patient=Patient/x&max=many",
        "patient=Patient/x&max=1&max=2",
        "patient=Patient/x&performer.name=y",
        "patient.name=x",
        "patient=Patient/x&_include=Observation:patient",
        "patient=Patient/x&_filter=status%20eq%20final"
      })
  void what_it_cannot_answer_is_refused_with_a_reason(String query) {
    Answer answer = client.get("Observation/$lastn?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.issue().getDiagnostics()).contains("$lastn");
  }

  private List<String> lastn(String query) {
    return ids(client.get("Observation/$lastn?" + query));
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Bundle bundle = answer.bundle();
    assertThat(bundle.getTotal()).isEqualTo(bundle.getEntry().size());
    return bundle.getEntry().stream()
        .map(entry -> entry.getResource().getIdElement().getIdPart())
        .toList();
  }

  private String observation(String code, String date, String category) {
    return post(coded(code), date, category);
  }

  private static String coded(String... codes) {
    return "{\"coding\":["
        + String.join(
            ",",
            List.of(codes).stream()
                .map(code -> "{\"system\":\"urn:example:kind\",\"code\":\"%s\"}".formatted(code))
                .toList())
        + "]}";
  }

  private String post(String code, String date, String category) {
    Answer answer =
        client.post(
            "Observation",
            ("{\"resourceType\":\"Observation\",\"status\":\"final\",\"category\":[{\"coding\":[{"
                    + "\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\","
                    + "\"code\":\"%s\"}]}],\"code\":%s,\"effectiveDateTime\":\"%s\","
                    + "\"valueString\":\"x\",\"subject\":{\"reference\":\"Patient/%s\"}}")
                .formatted(category, code, date, patient));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.id();
  }

  private String newPatient() {
    return client
        .post(
            "Patient",
            ("{\"resourceType\":\"Patient\",\"gender\":\"unknown\",\"name\":[{\"family\":\"Last\"}]"
                    + ",\"identifier\":[{\"system\":\"urn:example:mrn\",\"value\":\"%s\"}]}")
                .formatted(UUID.randomUUID()))
        .id();
  }
}
