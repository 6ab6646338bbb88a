package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest;
import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A derived score follows its response and nothing else, whichever route a client tries. */
@FhirIntegrationTest
class DerivedScoreIT {

  private static final String MARK = "https://attune.org/fhir/identifier/derived-score";
  private static final List<String> GAD_7 =
      List.of("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7");

  private final FhirClient client;
  private String response = "";
  private Observation score = new Observation();

  DerivedScoreIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @BeforeEach
  void aScoredResponse() {
    String patient = client.post("Patient", Samples.patient(Samples.unique())).id();
    Answer created = client.post("QuestionnaireResponse", gad7("Patient/" + patient, "LA6569-3"));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    response = created.id();
    score = current();
  }

  @Test
  void a_derived_score_is_of_the_profile_of_scores() {
    assertThat(score.getMeta().getProfile())
        .extracting(profile -> profile.getValue())
        .containsExactly("https://attune.org/fhir/StructureDefinition/attune-score-observation");
  }

  @Test
  void nobody_creates_a_derived_score() {
    Observation forged = score.copy();
    forged.setId("");

    assertRefused(client.post("Observation", forged), "Observation.identifier[0]");
    String chosen = Samples.unique();
    forged.setId(chosen);
    assertRefused(client.put("Observation/" + chosen, forged), "Observation.identifier[0]");
  }

  @Test
  void nobody_changes_one_or_takes_its_mark_away() {
    Observation better = score.copy();
    better.getValueQuantity().setValue(0);
    Observation unmarked = score.copy().setIdentifier(List.of());
    String path = "Observation/" + score.getIdElement().getIdPart();

    assertRefused(client.put(path, better), "Observation.identifier[0]");
    assertRefused(client.put(path, unmarked), "Observation.identifier");
    assertRefused(
        client.put("Observation?identifier=" + MARK + "%7C" + mark(), better), "Observation");
  }

  @Test
  void nobody_patches_one() {
    String patch = "[{\"op\":\"replace\",\"path\":\"/valueQuantity/value\",\"value\":0}]";

    Answer answer =
        client.send(
            client
                .request("Observation/" + score.getIdElement().getIdPart())
                .header("Content-Type", "application/json-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)));

    assertRefused(answer, "Observation.identifier[0]");
  }

  @Test
  void nobody_marks_an_observation_of_their_own() {
    Observation own = score.copy();
    own.setId("").getMeta().setVersionId("");
    own.getIdentifier().clear();
    String id = client.post("Observation", own).id();
    own.setId(id);
    own.addIdentifier().setSystem(Samples.SYSTEM).setValue("1");
    own.addIdentifier().setSystem(MARK).setValue(mark());

    assertRefused(client.put("Observation/" + id, own), "Observation.identifier[1]");
  }

  @Test
  void nobody_deletes_one() {
    assertRefused(
        client.delete("Observation/" + score.getIdElement().getIdPart()),
        "Observation.identifier[0]");
  }

  @Test
  void no_transaction_brings_one_in() {
    Observation forged = score.copy();
    forged.setId("");
    Bundle bundle = Samples.bundle(Bundle.BundleType.TRANSACTION);
    Samples.post(bundle, Samples.urn(), Samples.patient(Samples.unique()));
    Samples.post(bundle, Samples.urn(), forged);

    assertRefused(client.post("", bundle), "Bundle.entry[1].resource.identifier[0]");
  }

  @Test
  void the_rule_itself_goes_on_writing() {
    QuestionnaireResponse changed = gad7(score.getSubject().getReference(), "LA6571-9");
    changed.setId(response);

    assertThat(client.put("QuestionnaireResponse/" + response, changed).status()).isEqualTo(200);
    assertThat(current().getValueQuantity().getValue()).isEqualByComparingTo("21");
    assertThat(client.delete("QuestionnaireResponse/" + response).status()).isIn(200, 204);
    assertThat(current().getStatus()).isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
  }

  private void assertRefused(Answer answer, String expression) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.issue().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("derived-score");
    assertThat(answer.issue().getExpression().get(0).getValue()).startsWith(expression);
    assertThat(current().equalsDeep(score)).as("the score is as it was").isTrue();
  }

  private String mark() {
    return response + "%5C%7C70274-6";
  }

  private Observation current() {
    Bundle found = client.get("Observation?identifier=" + MARK + "%7C" + mark()).bundle();
    assertThat(found.getEntry()).hasSize(1);
    return FhirContext.forR4Cached()
        .newJsonParser()
        .parseResource(
            Observation.class,
            client
                .get(
                    found
                        .getEntryFirstRep()
                        .getResource()
                        .getIdElement()
                        .toUnqualifiedVersionless()
                        .getValue())
                .body());
  }

  private static QuestionnaireResponse gad7(String subject, String option) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setQuestionnaire("https://attune.org/fhir/Questionnaire/gad-7");
    response.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference(subject));
    response.setAuthoredElement(new DateTimeType("2026-03-04T10:15:00-05:00"));
    for (String item : GAD_7) {
      response
          .addItem()
          .setLinkId(item)
          .addAnswer()
          .setValue(new Coding("http://loinc.org", option, null));
    }
    return response;
  }
}
