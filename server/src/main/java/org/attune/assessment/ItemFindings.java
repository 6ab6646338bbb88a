package org.attune.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.assessment.rules.Code;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;

/**
 * The single answers of a response as findings, if the site wants them searchable.
 *
 * @param codes what the items are about, by linkId; empty if no single answers are kept
 */
record ItemFindings(Map<String, Code> codes) {

  /** Keeps its own copy. */
  ItemFindings {
    codes = Map.copyOf(codes);
  }

  List<Finding> of(QuestionnaireResponse response) {
    List<Finding> findings = new ArrayList<>();
    if (!codes.isEmpty()) {
      collect(response.getItem(), findings);
    }
    return findings;
  }

  private void collect(List<QuestionnaireResponseItemComponent> items, List<Finding> into) {
    for (QuestionnaireResponseItemComponent item : items) {
      String linkId = item.hasLinkId() ? item.getLinkId() : "";
      Code code = codes.get(linkId.startsWith("/") ? linkId.substring(1) : linkId);
      Type value = item.getAnswerFirstRep().getValue();
      if (code != null && value instanceof Coding coding) {
        into.add(
            Finding.item(
                code, new CodeableConcept(new Coding(coding.getSystem(), coding.getCode(), null))));
      } else if (code != null && value instanceof BooleanType yes) {
        into.add(Finding.item(code, yes));
      }
      collect(item.getItem(), into);
      item.getAnswer().forEach(answer -> collect(answer.getItem(), into));
    }
  }
}
