package org.attune.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Synthetic people and answers, and the alerts that a person has. */
public final class RiskRecord {

  static final String ITEM_9 = "44260-8";
  static final List<String> FREQUENCY = List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");
  private static final List<String> PHQ_9 =
      List.of(
          "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
          ITEM_9);

  private final FhirClient client;

  public RiskRecord(FhirClient client) {
    this.client = client;
  }

  static String unique() {
    return UUID.randomUUID().toString();
  }

  static Patient person() {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem("urn:example:risk").setValue(unique());
    patient.addName().setFamily("Tester").addGiven("Answer");
    return patient.setGender(AdministrativeGender.UNKNOWN);
  }

  String stored(Resource resource) {
    Answer answer = client.post(resource.fhirType(), resource);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return resource.fhirType() + "/" + answer.id();
  }

  String patient() {
    return stored(person());
  }

  String practitioner() {
    Practitioner practitioner = new Practitioner();
    practitioner.addIdentifier().setSystem("urn:example:risk").setValue(unique());
    practitioner.addName().setFamily("Clinician").addGiven("Some");
    return stored(practitioner);
  }

  /** A patient whose care that practitioner manages. */
  String patientOf(String practitioner) {
    String patient = patient();
    EpisodeOfCare episode = new EpisodeOfCare();
    episode.setStatus(EpisodeOfCare.EpisodeOfCareStatus.ACTIVE);
    episode.setPatient(new Reference(patient)).setCareManager(new Reference(practitioner));
    episode.getPeriod().setStartElement(new DateTimeType("2026-01-05"));
    stored(episode);
    return patient;
  }

  /** A finished PHQ-9 with that ordinal for item 9, and 1 for each other item. */
  public static QuestionnaireResponse phq9(String patient, int item9) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire("https://attune.org/fhir/Questionnaire/phq-9|1.0.0");
    response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference(patient));
    response.setAuthoredElement(new DateTimeType("2026-03-04T10:15:00-05:00"));
    response.getIdentifier().setSystem("urn:example:risk").setValue(unique());
    for (String item : PHQ_9) {
      response
          .addItem()
          .setLinkId(item)
          .addAnswer()
          .setValue(
              new Coding("http://loinc.org", FREQUENCY.get(item.equals(ITEM_9) ? item9 : 1), null));
    }
    return response;
  }

  /** Changes the answer to item 9. */
  static QuestionnaireResponse item9(QuestionnaireResponse response, int ordinal) {
    response.getItem().stream()
        .filter(item -> item.getLinkId().equals(ITEM_9))
        .forEach(
            item -> ((Coding) item.getAnswerFirstRep().getValue()).setCode(FREQUENCY.get(ordinal)));
    return response;
  }

  public List<Flag> flags(String patient) {
    return found("Flag?patient=" + patient, Flag.class);
  }

  public List<Task> tasks(String patient) {
    return found("Task?patient=" + patient, Task.class);
  }

  /** The one active Flag. */
  Flag flag(String patient) {
    List<Flag> active =
        flags(patient).stream().filter(flag -> flag.getStatus() == Flag.FlagStatus.ACTIVE).toList();
    assertThat(active).as("active flags").hasSize(1);
    return active.get(0);
  }

  /** The one Task that asks for somebody. */
  Task task(String patient) {
    List<Task> open =
        tasks(patient).stream()
            .filter(task -> task.getStatus() == Task.TaskStatus.REQUESTED)
            .toList();
    assertThat(open).as("open tasks").hasSize(1);
    return open.get(0);
  }

  static List<String> causes(Flag flag) {
    return flag.getExtensionsByUrl("http://hl7.org/fhir/StructureDefinition/flag-detail").stream()
        .map(cause -> ((Reference) cause.getValue()).getReference())
        .toList();
  }

  private <T extends Resource> List<T> found(String search, Class<T> type) {
    Answer answer = client.get(search + "&_count=200");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.bundle().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .map(type::cast)
        .toList();
  }
}
