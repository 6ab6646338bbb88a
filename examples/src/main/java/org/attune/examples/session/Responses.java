package org.attune.examples.session;

import static org.attune.examples.fhir.Drafts.ref;

import java.util.List;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Assessment;
import org.attune.examples.plan.Session;
import org.attune.examples.plan.Variation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;

/** The answers to an instrument. The server derives the score; it is not part of the sample. */
public final class Responses {

  private static final String ITEM_9 = "44260-8";
  private static final String DIFFICULTY = "69722-7";
  private static final int MAX = 3;
  private static final List<String> PHQ_9 =
      List.of(
          "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3");
  private static final List<String> GAD_7 =
      List.of("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7");

  /** LOINC answer list LL358-3: code and wording, by ordinal. */
  private static final List<Coding> FREQUENCY =
      List.of(
          answer("LA6568-5", "Not at all"),
          answer("LA6569-3", "Several days"),
          answer("LA6570-1", "More than half the days"),
          answer("LA6571-9", "Nearly every day"));

  private static final List<Coding> DIFFICULTIES =
      List.of(
          answer("LA6572-7", "Not difficult at all"),
          answer("LA6573-5", "Somewhat difficult"),
          answer("LA6575-0", "Very difficult"),
          answer("LA6574-3", "Extremely difficult"));

  private Responses() {}

  /** Adds a response, and the answer on self-harm as an observation if it is positive. */
  public static void add(Chart chart, Assessment assessment) {
    Session session = assessment.session();
    String key = session.key() + "/" + assessment.instrument();
    QuestionnaireResponse response = new QuestionnaireResponse();
    response
        .setQuestionnaire(Drafts.BASE + "Questionnaire/" + assessment.instrument() + "|1.0.0")
        .setStatus(QuestionnaireResponseStatus.COMPLETED)
        .setSubject(chart.patient())
        .setEncounter(ref("Encounter", session.key()))
        .setAuthoredElement(Times.dateTime(session.scheduled().minusMinutes(5)))
        .setAuthor(chart.patient())
        .setSource(chart.patient())
        .setIdentifier(Drafts.identifier("response-number", Drafts.opaque(key, 12)));
    boolean phq9 = "phq-9".equals(assessment.instrument());
    List<String> items = phq9 ? PHQ_9 : GAD_7;
    int rest = assessment.total() - assessment.item9();
    for (int index = 0; index < items.size(); index++) {
      int ordinal = share(rest, items.size(), index, chart.client().key());
      item(response, items.get(index), FREQUENCY.get(ordinal));
    }
    if (phq9) {
      item(response, ITEM_9, FREQUENCY.get(assessment.item9()));
    }
    if (assessment.total() > 0) {
      item(response, DIFFICULTY, DIFFICULTIES.get(Math.min(MAX, assessment.total() / 6)));
    }
    chart.add(response, key);
    if (assessment.item9() > 0) {
      addRiskAnswer(chart, assessment, ref("QuestionnaireResponse", key));
    }
  }

  /** Divides a total evenly; which items bear the remainder depends on the client. */
  static int share(int total, int items, int index, String client) {
    int shifted = (index + Variation.of(client, items)) % items;
    return total / items + (shifted < total % items ? 1 : 0);
  }

  private static void addRiskAnswer(Chart chart, Assessment assessment, Reference response) {
    Session session = assessment.session();
    Observation observation = new Observation();
    observation
        .setStatus(Observation.ObservationStatus.FINAL)
        .addCategory(Codes.hl7Concept("observation-category", "survey"))
        .addCategory(Codes.ownConcept("observation-kind", "instrument-item"))
        .setCode(Codes.loinc(ITEM_9))
        .setSubject(chart.patient())
        .setEncounter(ref("Encounter", session.key()))
        .setEffective(Times.dateTime(session.scheduled().minusMinutes(5)))
        .addPerformer(chart.patient())
        .setValue(new CodeableConcept(FREQUENCY.get(assessment.item9()).copy()))
        .addDerivedFrom(response);
    chart.add(observation, session.key() + "/" + ITEM_9);
  }

  private static void item(QuestionnaireResponse response, String linkId, Coding answer) {
    response.addItem().setLinkId(linkId).addAnswer().setValue(answer.copy());
  }

  private static Coding answer(String code, String display) {
    return new Coding(Codes.LOINC, code, display);
  }
}
