package org.attune.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Instruments of every kind are scored over HTTP, and only those that may be used are active. */
@FhirIntegrationTest
class InstrumentsIT {

  private static final String BASE = "https://attune.org/fhir/";
  private static final String ANSWERS = BASE + "CodeSystem/assessment-answer";

  private final FhirClient client;

  InstrumentsIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  @DisplayName("Of A05: the PCL-5 has a total and four cluster scores")
  void thePcl5HasATotalAndItsClusters() {
    String patient = patient(AdministrativeGender.FEMALE);
    QuestionnaireResponse response = response("pcl-5", patient);
    for (int item = 1; item <= 20; item++) {
      response
          .addItem()
          .setLinkId("pcl-5-" + item)
          .addAnswer()
          .setValue(new Coding(ANSWERS, item <= 5 ? "extremely" : "a-little-bit", null));
    }
    stored(response);

    Observation total = score(patient, "http://loinc.org%7C101698-9");
    assertThat(total.getValueQuantity().getValue()).isEqualByComparingTo("35");
    assertThat(total.getInterpretationFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("positive");
    assertThat(total.getHasMember()).hasSize(4);
    assertThat(
            score(patient, BASE + "CodeSystem/observation-code%7Cpcl-5-cluster-b")
                .getValueQuantity()
                .getValue())
        .isEqualByComparingTo("20");
  }

  @Test
  void theCutOffOfTheAuditCIsThatOfThePatientsSex() {
    for (AdministrativeGender sex :
        List.of(AdministrativeGender.MALE, AdministrativeGender.FEMALE)) {
      String patient = patient(sex);
      QuestionnaireResponse response = response("audit-c", patient);
      response.addItem().setLinkId("68518-0").addAnswer().setValue(answer("2-3-a-week"));
      response.addItem().setLinkId("68519-8").addAnswer().setValue(answer("1-or-2"));
      response.addItem().setLinkId("68520-6").addAnswer().setValue(answer("never"));
      stored(response);

      assertThat(
              score(patient, "http://loinc.org%7C75626-2")
                  .getInterpretationFirstRep()
                  .getCodingFirstRep()
                  .getCode())
          .isEqualTo(sex == AdministrativeGender.MALE ? "negative" : "positive");
    }
  }

  @Test
  void yesInTheAsqIsScoredAndRaisesAnAlert() {
    String patient = patient(AdministrativeGender.OTHER);
    QuestionnaireResponse response = response("asq", patient);
    for (int item = 1; item <= 4; item++) {
      response.addItem().setLinkId("asq-" + item).addAnswer().setValue(new BooleanType(item == 2));
    }
    stored(response);

    assertThat(
            score(patient, BASE + "CodeSystem/observation-code%7Casq-total")
                .getValueQuantity()
                .getValue())
        .isEqualByComparingTo("1");
    assertThat(client.get("Flag?patient=" + patient).bundle().getEntry()).hasSize(1);
    assertThat(client.get("Task?patient=" + patient).bundle().getEntry()).hasSize(1);
  }

  @Test
  void aMissingAnswerIsRefusedUnlessTheResponseComesFromAnotherSystem() {
    String patient = patient(AdministrativeGender.OTHER);
    QuestionnaireResponse response = response("cage", patient);
    response.addItem().setLinkId("cage-1").addAnswer().setValue(new BooleanType(true));

    Answer refused = client.post("QuestionnaireResponse", response);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("cage-2");

    response.getMeta().setSource("https://other.example.org/record");
    stored(response);
    Observation total = score(patient, BASE + "CodeSystem/observation-code%7Ccage-total");
    assertThat(total.hasValue()).isFalse();
    assertThat(total.getDataAbsentReason().getCodingFirstRep().getCode()).isEqualTo("unknown");
  }

  @Test
  @DisplayName("Of A07: an instrument that is not free is not made active without a registration")
  void anInstrumentThatIsNotFreeNeedsARegistration() {
    String url = BASE + "Questionnaire/scoff";
    Questionnaire scoff =
        (Questionnaire)
            client.get("Questionnaire?url=" + url).bundle().getEntryFirstRep().getResource();
    String path = "Questionnaire/" + scoff.getIdElement().getIdPart();
    scoff.setStatus(PublicationStatus.ACTIVE);

    assertRefused(client.put(path, scoff));
    Questionnaire copy = scoff.copy();
    copy.setId("");
    copy.getExtension().removeIf(each -> each.getUrl().endsWith("/instrument-score"));
    copy.getExtension().removeIf(each -> each.getUrl().endsWith("/instrument-licence"));
    assertRefused(client.post("Questionnaire", copy));
    Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    bundle.addEntry().setResource(scoff).getRequest().setMethod(Bundle.HTTPVerb.PUT).setUrl(path);
    assertRefused(client.post("", bundle));
    assertRefused(
        client.send(
            client
                .request(path)
                .header("Content-Type", "application/json-patch+json")
                .method(
                    "PATCH",
                    HttpRequest.BodyPublishers.ofString(
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"active\"}]"))));

    String practice = stored(practice(url));
    try {
      assertThat(client.put(path, scoff).status()).isEqualTo(200);
      scoff.setStatus(PublicationStatus.DRAFT);
      assertThat(client.put(path, scoff).status()).isEqualTo(200);
    } finally {
      assertThat(client.delete(practice).status()).isEqualTo(200);
    }
  }

  private static Organization practice(String instrument) {
    Organization practice = new Organization().setActive(true).setName("Practice");
    practice
        .addType(
            new CodeableConcept(
                new Coding(BASE + "CodeSystem/organization-kind", "practice", null)))
        .addType(
            new CodeableConcept(
                new Coding("http://nucc.org/provider-taxonomy", "261QM0801X", null)));
    practice.addIdentifier().setSystem("http://hl7.org/fhir/sid/us-npi").setValue("1234567893");
    practice.addIdentifier().setSystem("urn:oid:2.16.840.1.113883.4.4").setValue("123456789");
    practice.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("555-555-0100");
    practice
        .addAddress()
        .addLine("1 Main Street")
        .setCity("Springfield")
        .setState("IL")
        .setPostalCode("627010001");
    Extension registration =
        practice.addExtension().setUrl(BASE + "StructureDefinition/instrument-registration");
    registration.addExtension("instrument", new UriType(instrument));
    registration.addExtension("number", new StringType("R-1"));
    return practice;
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.issue().getDetails().getCodingFirstRep().getCode()).isEqualTo("licence");
    assertThat(answer.issue().getExpression().get(0).getValue()).endsWith("status");
  }

  private String patient(AdministrativeGender sex) {
    Patient patient = new Patient().setGender(sex);
    patient.addIdentifier().setSystem("urn:example:scores").setValue(UUID.randomUUID().toString());
    patient.addName().setFamily("Tester").addGiven("Score");
    return stored(patient);
  }

  private String stored(Resource resource) {
    Answer answer = client.post(resource.fhirType(), resource);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return resource.fhirType() + "/" + answer.id();
  }

  private Observation score(String patient, String code) {
    Bundle found = client.get("Observation?patient=" + patient + "&code=" + code).bundle();
    assertThat(found.getEntry()).hasSize(1);
    return (Observation) found.getEntryFirstRep().getResource();
  }

  private static Coding answer(String code) {
    return new Coding(ANSWERS, code, null);
  }

  private static QuestionnaireResponse response(String instrument, String patient) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire(BASE + "Questionnaire/" + instrument);
    response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference(patient));
    response.setAuthoredElement(new DateTimeType("2026-03-04T10:15:00-05:00"));
    return response;
  }
}
