package org.attune.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.assessment.TestResponses.completed;
import static org.attune.assessment.TestResponses.item;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Map;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.Write;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssessmentScoringTest {

  private final InMemoryRecordStore records = new InMemoryRecordStore();
  private final AssessmentScoring scoring =
      new AssessmentScoring(TestInstruments.catalog(), records, new ItemFindings(Map.of()));
  private final QuestionnaireResponse response = completed(TestInstruments.phq9(), 12);

  @Test
  void looksAtQuestionnaireResponsesOnly() {
    assertThat(scoring.resourceTypes()).containsExactly("QuestionnaireResponse");
  }

  @Test
  void completedResponseYieldsItsScore() {
    response.setEncounter(new Reference("Encounter/e1"));
    response.setAuthor(new Reference("Practitioner/d1"));
    write(Write.Kind.CREATE, response, null);

    Observation score = only();
    assertThat(score.getStatus()).isEqualTo(ObservationStatus.FINAL);
    assertThat(score.getMeta().getProfile())
        .extracting(profile -> profile.getValue())
        .containsExactly("https://attune.org/fhir/StructureDefinition/attune-score-observation");
    assertThat(score.getCategoryFirstRep().getCodingFirstRep().getCode()).isEqualTo("survey");
    assertThat(score.getCategory().get(1).getCodingFirstRep().getCode())
        .isEqualTo("instrument-score");
    assertThat(score.getCode().hasCoding("http://loinc.org", "44261-6")).isTrue();
    assertThat(score.getSubject().getReference()).isEqualTo("Patient/p1");
    assertThat(score.getEncounter().getReference()).isEqualTo("Encounter/e1");
    assertThat(score.getPerformerFirstRep().getReference()).isEqualTo("Practitioner/d1");
    assertThat(score.getEffectiveDateTimeType().getValueAsString())
        .isEqualTo("2026-03-04T10:15:00-05:00");
    assertThat(score.getValueQuantity().getValue()).isEqualByComparingTo("12");
    assertThat(score.getValueQuantity().getSystem()).isEqualTo("http://unitsofmeasure.org");
    assertThat(score.getValueQuantity().getCode()).isEqualTo("{score}");
    assertThat(score.getValueQuantity().getUnit()).isEqualTo("{score}");
    assertThat(score.getInterpretationFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("moderate");
    assertThat(score.getDerivedFromFirstRep().getReference()).isEqualTo("QuestionnaireResponse/r1");
    assertThat(score.getIdentifierFirstRep().getSystem())
        .isEqualTo("https://attune.org/fhir/identifier/derived-score");
    assertThat(score.getIdentifierFirstRep().getValue()).isEqualTo("r1|44261-6");
    assertThat(records.operations()).containsExactly("create as score");
  }

  @Test
  void gad7YieldsItsOwnTotal() {
    write(Write.Kind.CREATE, completed(TestInstruments.gad7(), 15), null);
    assertThat(only().getCode().hasCoding("http://loinc.org", "70274-6")).isTrue();
    assertThat(only().getInterpretationFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("severe");
  }

  @Test
  void authorsAndEncountersThatAnObservationCannotNameAreLeftOut() {
    response.setAuthor(new Reference("Device/kiosk"));
    response.setEncounter(new Reference("#inside"));
    write(Write.Kind.CREATE, response, null);
    assertThat(only().hasPerformer()).isFalse();
    assertThat(only().hasEncounter()).isFalse();
  }

  @Test
  void unchangedRepeatWritesNothing() {
    write(Write.Kind.CREATE, response, null);
    write(Write.Kind.UPDATE, response, response.copy());
    assertThat(records.operations()).containsExactly("create as score");
  }

  @Test
  void amendedResponseAmendsTheSameScore() {
    write(Write.Kind.CREATE, response, null);
    QuestionnaireResponse amended = completed(TestInstruments.phq9(), 21);
    amended.setStatus(QuestionnaireResponseStatus.AMENDED);
    write(Write.Kind.UPDATE, amended, response);

    assertThat(only().getStatus()).isEqualTo(ObservationStatus.AMENDED);
    assertThat(only().getValueQuantity().getValue()).isEqualByComparingTo("21");
    assertThat(only().getInterpretation()).hasSize(1);
    assertThat(only().getIdentifier()).hasSize(1);
    assertThat(records.operations()).containsExactly("create as score", "update as score");
  }

  @Test
  void whatTheScoreDoesNotDecideStaysOnTheObservation() {
    write(Write.Kind.CREATE, response, null);
    Observation noted = only().copy();
    noted.addNote().setText("Reviewed");
    records.update(caller(), noted);
    QuestionnaireResponse later = response.copy();
    later.setAuthoredElement(new DateTimeType("2026-03-05T10:15:00-05:00"));
    write(Write.Kind.UPDATE, later, response);
    assertThat(only().getNoteFirstRep().getText()).isEqualTo("Reviewed");
    assertThat(only().getEffectiveDateTimeType().getDay()).isEqualTo(5);
  }

  @Test
  void responseEnteredInErrorVoidsItsScoreAndIsNotChecked() {
    write(Write.Kind.CREATE, response, null);
    QuestionnaireResponse wrong = response.copy();
    wrong.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
    wrong.getItem().remove(0);
    write(Write.Kind.UPDATE, wrong, response);
    assertThat(only().getStatus()).isEqualTo(ObservationStatus.ENTEREDINERROR);

    write(Write.Kind.UPDATE, response, wrong);
    assertThat(only().getStatus()).isEqualTo(ObservationStatus.FINAL);
  }

  @Test
  void responseTakenBackToInProgressVoidsItsScore() {
    write(Write.Kind.CREATE, response, null);
    QuestionnaireResponse open = response.copy();
    open.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    write(Write.Kind.UPDATE, open, response);
    assertThat(only().getStatus()).isEqualTo(ObservationStatus.ENTEREDINERROR);
  }

  @Test
  void responseMovedToAnotherQuestionnaireVoidsItsScore() {
    write(Write.Kind.CREATE, response, null);
    write(Write.Kind.UPDATE, completed(TestInstruments.gad7(), 3), response);
    assertThat(records.all())
        .extracting(Observation::getStatus)
        .containsExactly(ObservationStatus.ENTEREDINERROR, ObservationStatus.FINAL);
  }

  @Test
  void deleteVoidsTheScoreAndLetsGoOfTheResponse() {
    write(Write.Kind.CREATE, response, null);
    write(Write.Kind.DELETE, response, null);
    assertThat(only().getStatus()).isEqualTo(ObservationStatus.ENTEREDINERROR);
    assertThat(only().getDerivedFromFirstRep().hasReference()).isFalse();
    assertThat(only().getDerivedFromFirstRep().getIdentifier().getValue()).isEqualTo("r1");
  }

  @Test
  void responseInProgressIsNotScored() {
    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    response.getItem().remove(0);
    write(Write.Kind.CREATE, response, null);
    assertThat(records.all()).isEmpty();
  }

  @Test
  void unknownQuestionnaireIsLeftAlone() {
    response.setQuestionnaire("http://hl7.org/fhir/us/core/Questionnaire/phq-9-example");
    response.addItem(item("something-else", "LA6568-5"));
    response.setSubject(null);
    QuestionnaireResponse sent = response.copy();
    write(Write.Kind.CREATE, response, null);
    write(Write.Kind.UPDATE, response, sent);
    assertThat(response.equalsDeep(sent)).isTrue();
    assertThat(records.all()).isEmpty();
  }

  @Test
  void foreignQuestionnaireWithExactlyTheItemsIsScored() {
    response.setQuestionnaire("http://hl7.org/fhir/us/core/Questionnaire/phq-9-example");
    response.getItem().forEach(item -> item.setLinkId("/" + item.getLinkId()));
    write(Write.Kind.CREATE, response, null);
    assertThat(only().getValueQuantity().getValue()).isEqualByComparingTo("12");
  }

  @Test
  void foreignQuestionnaireWithoutSubjectIsNotScored() {
    response.setQuestionnaire(null);
    response.setSubject(null);
    write(Write.Kind.CREATE, response, null);
    assertThat(records.all()).isEmpty();
  }

  private Observation only() {
    assertThat(records.all()).hasSize(1);
    return records.all().get(0);
  }

  private void write(
      Write.Kind kind, QuestionnaireResponse after, @Nullable QuestionnaireResponse before) {
    Write write = new Write(kind, after, before, caller());
    scoring.beforeStore(write);
    scoring.beforeCommit(write);
  }

  private static Caller caller() {
    return Caller.user(new Actor("tester", Actor.Kind.OPERATOR), new SystemRequestDetails());
  }
}
