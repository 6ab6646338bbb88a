package org.attune.assessment.outcomes;

import java.util.List;
import org.attune.assessment.outcomes.rules.Outcome;
import org.attune.assessment.outcomes.rules.OutcomeRule;
import org.attune.assessment.outcomes.rules.OutcomeRules;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire;

/** Reads the rules about a course that a Questionnaire states. */
final class OutcomeRuleReader {

  private static final String INSTRUMENT_OUTCOME =
      "https://attune.org/fhir/StructureDefinition/instrument-outcome";

  private OutcomeRuleReader() {}

  /**
   * The rules, in the order of the form; none if it states none.
   *
   * @throws IllegalArgumentException if one cannot be applied
   */
  static OutcomeRules read(Questionnaire form) {
    List<OutcomeRule> rules =
        form.getExtensionsByUrl(INSTRUMENT_OUTCOME).stream().map(OutcomeRuleReader::rule).toList();
    return new OutcomeRules(rules);
  }

  private static OutcomeRule rule(Extension stated) {
    String outcome = text(stated, "outcome");
    return new OutcomeRule(
        Outcome.of(outcome)
            .orElseThrow(() -> new IllegalArgumentException("There is no outcome " + outcome)),
        number(stated, "value"),
        number(stated, "session"),
        text(stated, "source"));
  }

  private static String text(Extension stated, String part) {
    Extension found = stated.getExtensionByUrl(part);
    return found == null || found.getValue() == null ? "" : found.getValue().primitiveValue();
  }

  private static int number(Extension stated, String part) {
    String text = text(stated, part);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
