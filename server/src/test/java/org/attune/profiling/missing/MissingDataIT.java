package org.attune.profiling.missing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a sender does not know is said to be unknown, and is no reason to refuse the rest. */
@FhirIntegrationTest
class MissingDataIT {

  private final FhirClient client;

  MissingDataIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void a_patient_is_given_an_identifier_and_keeps_it() {
    Patient stored = stored("Patient", "", Patient.class);
    String given = stored.getIdentifierFirstRep().getValue();

    assertThat(stored.getIdentifierFirstRep().getSystem()).isEqualTo(Absent.ASSIGNED);
    assertThat(UUID.fromString(given)).isNotNull();
    assertThat(stored.getGender()).isEqualTo(AdministrativeGender.UNKNOWN);
    assertThat(stored.getNameFirstRep().getExtension()).hasSize(1);

    String path = "Patient/" + stored.getIdElement().getIdPart();
    Patient again = new Patient();
    again.setId(stored.getIdElement().getIdPart());
    again.addName().setFamily("Known");
    assertThat(client.put(path, again).status()).isEqualTo(200);
    Patient updated = client.get(path).as(Patient.class);
    assertThat(updated.getIdentifier()).hasSize(1);
    assertThat(updated.getIdentifierFirstRep().getValue()).isEqualTo(given);
    assertThat(updated.getNameFirstRep().hasExtension()).isFalse();
  }

  @Test
  void what_a_sender_says_stays_as_it_is() {
    Patient stored =
        stored(
            "Patient",
            ",\"identifier\":[{\"system\":\"urn:x\",\"value\":\"1\"}],\"gender\":\"female\","
                + "\"name\":[{\"family\":\"F\"}]",
            Patient.class);

    assertThat(stored.getIdentifier()).hasSize(1);
    assertThat(stored.getIdentifierFirstRep().getSystem()).isEqualTo("urn:x");
    assertThat(stored.getGender()).isEqualTo(AdministrativeGender.FEMALE);
    assertThat(stored.getNameFirstRep().hasExtension()).isFalse();
  }

  @Test
  void directory_entries_are_completed() {
    Practitioner practitioner =
        stored("Practitioner", ",\"name\":[{\"given\":[\"Only\"]}]", Practitioner.class);
    Organization organization = stored("Organization", ",\"name\":\"Clinic\"", Organization.class);

    assertThat(practitioner.getIdentifierFirstRep().getSystem()).isEqualTo(Absent.ASSIGNED);
    assertThat(practitioner.getNameFirstRep().getFamilyElement().hasExtension()).isTrue();
    assertThat(practitioner.getNameFirstRep().getGivenAsSingleString()).isEqualTo("Only");
    assertThat(organization.getActive()).isTrue();
  }

  @Test
  void clinical_resources_say_that_a_code_is_unknown() {
    String subject = ",\"subject\":{\"reference\":\"" + patient() + "\"}";
    Encounter encounter =
        stored(
            "Encounter",
            ",\"status\":\"finished\",\"class\":{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"AMB\"}"
                + subject,
            Encounter.class);
    Observation observation =
        stored(
            "Observation",
            ",\"status\":\"final\",\"code\":{\"text\":\"Mood\"}" + subject,
            Observation.class);
    Condition condition = stored("Condition", subject, Condition.class);

    assertUnknown(encounter.getTypeFirstRep());
    assertUnknown(observation.getCategoryFirstRep());
    assertUnknown(observation.getDataAbsentReason());
    assertUnknown(condition.getCategoryFirstRep());
    assertUnknown(condition.getCode());
  }

  @Test
  void a_plan_a_person_and_a_response_are_completed() {
    String patient = patient();
    String subject = ",\"subject\":{\"reference\":\"" + patient + "\"}";
    CarePlan plan =
        stored("CarePlan", ",\"status\":\"draft\",\"intent\":\"plan\"" + subject, CarePlan.class);
    RelatedPerson person =
        stored(
            "RelatedPerson",
            ",\"name\":[{\"family\":\"P\"}],\"relationship\":[{\"text\":\"aunt\"}],"
                + "\"patient\":{\"reference\":\""
                + patient
                + "\"}",
            RelatedPerson.class);
    QuestionnaireResponse response =
        stored(
            "QuestionnaireResponse",
            ",\"status\":\"in-progress\",\"questionnaire\":"
                + "\"https://attune.org/fhir/Questionnaire/phq-9|1.0.0\""
                + subject,
            QuestionnaireResponse.class);

    assertThat(plan.getCategoryFirstRep().getCodingFirstRep().getCode()).isEqualTo("assess-plan");
    assertThat(person.getActive()).isTrue();
    assertThat(response.hasAuthored()).isTrue();
    assertThat(response.getAuthoredElement().getValueAsString()).endsWith("Z");
  }

  private String patient() {
    return "Patient/" + stored("Patient", "", Patient.class).getIdElement().getIdPart();
  }

  private <T extends Resource> T stored(String type, String elements, Class<T> as) {
    Answer answer = client.post(type, "{\"resourceType\":\"" + type + "\"" + elements + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return client.get(type + "/" + answer.id()).as(as);
  }

  private static void assertUnknown(CodeableConcept concept) {
    assertThat(concept.getCodingFirstRep().getSystem())
        .isEqualTo("http://terminology.hl7.org/CodeSystem/data-absent-reason");
    assertThat(concept.getCodingFirstRep().getCode()).isEqualTo("unknown");
  }
}
