package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The operations of the FHIR specification that the server offers from the start. */
@FhirIntegrationTest
class OperationsIT {

  private static final String BAD_OBSERVATION =
      "{\"resourceType\":\"Observation\",\"status\":\"final\"}";

  private final FhirClient client;

  OperationsIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void everything_of_a_patient_is_the_patient_and_what_refers_to_it() {
    String patient = client.post("Patient", Samples.patient(Samples.unique())).id();
    String other = client.post("Patient", Samples.patient(Samples.unique())).id();
    String encounter = client.post("Encounter", Samples.encounter("Patient/" + patient)).id();
    client.post("Encounter", Samples.encounter("Patient/" + other));

    Bundle everything = client.get("Patient/" + patient + "/$everything").bundle();

    assertThat(everything.getEntry())
        .extracting(entry -> entry.getResource().getIdElement().getIdPart())
        .containsExactlyInAnyOrder(patient, encounter);
  }

  @Test
  void validate_accepts_a_good_resource() {
    Answer answer =
        client.post("Patient/$validate", Samples.patientJson(Samples.unique(), ",\"active\":true"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(errors(answer)).isZero();
  }

  @Test
  void validate_names_the_missing_element_and_stores_nothing() {
    Answer answer = client.post("Observation/$validate", BAD_OBSERVATION);

    assertThat(answer.status()).isIn(200, 412, 422);
    assertThat(errors(answer)).isPositive();
    assertThat(answer.body()).contains("Observation.code");
  }

  @Test
  void validate_against_a_named_profile_applies_its_rules() {
    String plain =
        """
        {"resourceType":"Observation","status":"final","category":[{"text":"survey"}],
        "subject":{"display":"A test"},"valueInteger":3,
        "code":{"coding":[{"system":"http://loinc.org","code":"44261-6"}]}}""";
    String profile = "http://hl7.org/fhir/StructureDefinition/vitalsigns";

    Answer without = client.post("Observation/$validate", plain);
    Answer with = client.post("Observation/$validate?profile=" + profile, plain);

    assertThat(errors(without)).isZero();
    assertThat(errors(with)).isPositive();
  }

  @Test
  void validate_against_an_unknown_profile_says_so() {
    Answer answer =
        client.post(
            "Patient/$validate?profile=https://example.org/none",
            Samples.patientJson(Samples.unique(), ""));

    assertThat(errors(answer)).isPositive();
    assertThat(answer.body()).contains("https://example.org/none");
  }

  @Test
  void validate_takes_the_resource_within_parameters() {
    String body =
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":%s}]}"
            .formatted(BAD_OBSERVATION);

    assertThat(errors(client.post("Observation/$validate", body))).isPositive();
  }

  @Test
  void meta_add_adds_a_tag_and_meta_shows_it() {
    String path = "Patient/" + client.post("Patient", Samples.patient(Samples.unique())).id();
    String tag = Samples.unique();

    Answer added =
        client.post(
            path + "/$meta-add",
            """
            {"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":
            {"tag":[{"system":"https://example.org/tags","code":"%s"}]}}]}"""
                .formatted(tag));

    assertThat(added.status()).isEqualTo(200);
    Parameters meta = client.get(path + "/$meta").as(Parameters.class);
    assertThat(((Meta) meta.getParameterFirstRep().getValue()).getTag())
        .anyMatch(coding -> coding.getCode().equals(tag));
    assertThat(client.get(path).as(Patient.class).getMeta().getTag())
        .anyMatch(coding -> coding.getCode().equals(tag));
  }

  @Test
  void an_operation_that_is_not_offered_is_refused() {
    Answer answer = client.get("Patient/$launch-missiles");

    assertThat(answer.status()).isBetween(400, 404);
    assertThat(answer.issue().hasCode()).isTrue();
  }

  private static long errors(Answer answer) {
    return answer.as(OperationOutcome.class).getIssue().stream()
        .filter(
            issue ->
                issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                    || issue.getSeverity() == OperationOutcome.IssueSeverity.FATAL)
        .count();
  }
}
