package org.attune.assessment;

import java.util.List;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.ScoredItem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;

/** Responses to instruments. */
final class TestResponses {

  /** The four frequency answers in the order of their ordinals, 0 to 3. */
  static final List<String> FREQUENCIES = List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");

  private TestResponses() {}

  /** A completed response whose total is {@code total}: full marks first, then the rest. */
  static QuestionnaireResponse completed(Instrument instrument, int total) {
    QuestionnaireResponse response = new QuestionnaireResponse();
    response.setId("QuestionnaireResponse/r1/_history/1");
    response.setQuestionnaire(instrument.identity().url() + "|" + instrument.identity().version());
    response.setStatus(QuestionnaireResponseStatus.COMPLETED);
    response.setSubject(new Reference("Patient/p1"));
    response.setAuthoredElement(new DateTimeType("2026-03-04T10:15:00-05:00"));
    int rest = total;
    for (ScoredItem item : instrument.scoredItems()) {
      int points = Math.min(3, rest);
      rest -= points;
      response.addItem(item(item.linkId(), FREQUENCIES.get(points)));
    }
    return response;
  }

  static QuestionnaireResponseItemComponent item(String linkId, String option) {
    QuestionnaireResponseItemComponent item = new QuestionnaireResponseItemComponent();
    item.setLinkId(linkId);
    item.addAnswer().setValue(new Coding("http://loinc.org", option, null));
    return item;
  }
}
