package org.attune.exchange.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code Patient/[id]/$summary}. */
@FhirIntegrationTest
class PatientSummaryIT {

  private static final String PROFILE =
      "http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips";

  private final FhirClient client;
  private String patient = "";

  PatientSummaryIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @BeforeEach
  void chart() {
    patient = newPatient();
    condition(patient, "Of this one");
    condition(newPatient(), "Of another");
  }

  @Test
  void is_a_document_about_the_patient() {
    Bundle document = summary("").bundle();

    assertThat(document.getType()).isEqualTo(Bundle.BundleType.DOCUMENT);
    assertThat(document.getMeta().hasProfile(PROFILE)).isTrue();
    assertThat(document.getEntryFirstRep().getResource()).isInstanceOf(Composition.class);
    Composition composition = (Composition) document.getEntryFirstRep().getResource();
    assertThat(composition.getSubject().getReference()).contains(patient);
    assertThat(composition.getConfidentiality()).isEqualTo(Composition.DocumentConfidentiality.R);
    assertThat(composition.getTitle()).startsWith("Patient summary as of 20");
    assertThat(of(document, Patient.class)).hasSize(1);
  }

  @Test
  void holds_the_problems_of_this_patient_and_says_where_nothing_is_known() {
    Bundle document = summary("").bundle();

    assertThat(of(document, Condition.class))
        .singleElement()
        .satisfies(each -> assertThat(each.getCode().getText()).isEqualTo("Of this one"));
    assertThat(of(document, AllergyIntolerance.class))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.getCode().getCodingFirstRep().getCode())
                    .isEqualTo("no-allergy-info"));
  }

  @Test
  void its_sections_have_narratives_and_their_entries_are_in_the_document() {
    Bundle document = summary("").bundle();
    Composition composition = (Composition) document.getEntryFirstRep().getResource();
    List<String> urls =
        document.getEntry().stream().map(Bundle.BundleEntryComponent::getFullUrl).toList();

    assertThat(composition.getSection())
        .isNotEmpty()
        .allSatisfy(
            section -> {
              assertThat(section.getText().getDivAsString()).isNotEmpty();
              section
                  .getEntry()
                  .forEach(
                      entry ->
                          assertThat(urls).anyMatch(url -> url.endsWith(entry.getReference())));
            });
  }

  @Test
  void an_unknown_patient_is_not_found_and_another_profile_is_refused() {
    assertThat(client.get("Patient/absent/$summary").status()).isEqualTo(404);
    assertThat(summary("?profile=" + PROFILE).status()).isEqualTo(200);
    assertThat(summary("?profile=urn:example:other").status()).isEqualTo(400);
  }

  private Answer summary(String query) {
    return client.get("Patient/" + patient + "/$summary" + query);
  }

  private static <T> List<T> of(Bundle document, Class<T> type) {
    return document.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private String newPatient() {
    return client
        .post(
            "Patient",
            ("{\"resourceType\":\"Patient\",\"gender\":\"unknown\",\"name\":[{\"family\":\"Sum\"}]"
                    + ",\"identifier\":[{\"system\":\"urn:example:mrn\",\"value\":\"%s\"}]}")
                .formatted(UUID.randomUUID()))
        .id();
  }

  private void condition(String subject, String text) {
    Answer answer =
        client.post(
            "Condition",
            ("{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/%s\"},"
                    + "\"code\":{\"text\":\"%s\"},\"category\":[{\"coding\":[{\"system\":"
                    + "\"http://terminology.hl7.org/CodeSystem/condition-category\","
                    + "\"code\":\"problem-list-item\"}]}],\"clinicalStatus\":{\"coding\":[{"
                    + "\"system\":\"http://terminology.hl7.org/CodeSystem/condition-clinical\","
                    + "\"code\":\"active\"}]}}")
                .formatted(subject, text));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }
}
