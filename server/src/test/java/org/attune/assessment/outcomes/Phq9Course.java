package org.attune.assessment.outcomes;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Puts the answers and sessions of made-up clients into a record. */
final class Phq9Course {

  static final String PHQ_9 = "https://attune.org/fhir/Questionnaire/phq-9";

  /** The items but the ninth, which would raise an alert. */
  private static final List<String> ITEMS =
      List.of(
          "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3");

  private static final List<String> OPTIONS =
      List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");

  private final FhirClient client;

  Phq9Course(FhirClient client) {
    this.client = client;
  }

  String patient() {
    Patient patient = new Patient();
    patient
        .addIdentifier()
        .setSystem("urn:example:outcomes")
        .setValue(UUID.randomUUID().toString());
    patient.addName().setFamily("Tester").addGiven("Outcome");
    patient.setGender(org.hl7.fhir.r4.model.Enumerations.AdministrativeGender.UNKNOWN);
    return stored(patient);
  }

  /** Answers with a total between 0 and 24. */
  static QuestionnaireResponse response(String patient, String authored, int total) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    response.setQuestionnaire(PHQ_9 + "|1.0.0");
    response.setSubject(new Reference("Patient/" + patient));
    response.setAuthoredElement(new DateTimeType(authored));
    int left = total;
    for (String item : ITEMS) {
      int points = Math.min(3, left);
      left -= points;
      answer(response, item, points);
    }
    answer(response, "44260-8", 0);
    return response;
  }

  private static void answer(QuestionnaireResponse response, String item, int points) {
    response
        .addItem()
        .setLinkId(item)
        .addAnswer()
        .setValue(new Coding("http://loinc.org", OPTIONS.get(points), null));
  }

  /** Stores answers of one day. */
  String scored(String patient, LocalDate day, int total) {
    return stored(response(patient, day + "T10:00:00Z", total));
  }

  /** Stores answers two weeks apart. */
  void scored(String patient, LocalDate first, int... totals) {
    for (int index = 0; index < totals.length; index++) {
      scored(patient, first.plusWeeks(2L * index), totals[index]);
    }
  }

  void sessions(String patient, LocalDate first, int count) {
    for (int index = 0; index < count; index++) {
      LocalDate day = first.plusWeeks(index);
      stored(
          "Encounter",
          """
          {"resourceType":"Encounter","status":"finished",
          "identifier":[{"system":"urn:example:outcomes","value":"%s"}],
          "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
          "type":[{"text":"Session"}],"subject":{"reference":"Patient/%s"},
          "period":{"start":"%sT14:00:00Z","end":"%sT14:50:00Z"}}"""
              .formatted(UUID.randomUUID(), patient, day, day));
    }
  }

  String stored(Resource resource) {
    Answer answer = client.post(resource.fhirType(), resource);
    return id(answer);
  }

  String stored(String type, String json) {
    return id(client.post(type, json));
  }

  private static String id(Answer answer) {
    if (answer.status() != 201) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return answer.id();
  }
}
