package org.attune.risk.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.risk.rules.Signal;
import org.attune.risk.rules.Trigger;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;

/** Reads the triggers that a Questionnaire declares on its items. */
final class TriggerReader {

  private static final String RISK_TRIGGER =
      "https://attune.org/fhir/StructureDefinition/risk-trigger";
  private static final String ORDINAL_VALUE =
      "http://hl7.org/fhir/StructureDefinition/ordinalValue";
  private static final String LOINC = "http://loinc.org";

  private TriggerReader() {}

  /**
   * The triggers of a questionnaire, in the order of the form.
   *
   * @throws IllegalArgumentException if one is declared that cannot be evaluated
   */
  static List<Trigger> read(Questionnaire questionnaire) {
    List<Trigger> triggers = new ArrayList<>();
    collect(questionnaire.getUrl(), questionnaire.getItem(), triggers);
    return triggers;
  }

  private static void collect(
      String url, List<QuestionnaireItemComponent> items, List<Trigger> into) {
    for (QuestionnaireItemComponent item : items) {
      for (Extension declared : item.getExtensionsByUrl(RISK_TRIGGER)) {
        into.add(trigger(url, item, declared));
      }
      collect(url, item.getItem(), into);
    }
  }

  private static Trigger trigger(String url, QuestionnaireItemComponent item, Extension declared) {
    Extension code = declared.getExtensionByUrl("code");
    Extension least = declared.getExtensionByUrl("atLeast");
    if (code != null
        && least != null
        && code.getValue() instanceof Coding coding
        && least.getValue() instanceof IntegerType points) {
      return new Trigger(
          new Signal(coding.getSystem(), coding.getCode(), coding.getDisplay()),
          url,
          item.getLinkId(),
          isLoinc(item),
          ordinals(item),
          points.getValue());
    }
    throw new IllegalArgumentException(
        "Item " + item.getLinkId() + " of " + url + " has a risk-trigger without code or atLeast");
  }

  private static boolean isLoinc(QuestionnaireItemComponent item) {
    return item.getCode().stream()
        .anyMatch(
            code -> LOINC.equals(code.getSystem()) && item.getLinkId().equals(code.getCode()));
  }

  private static Map<String, Integer> ordinals(QuestionnaireItemComponent item) {
    Map<String, Integer> ordinals = new HashMap<>();
    for (QuestionnaireItemAnswerOptionComponent option : item.getAnswerOption()) {
      Extension ordinal = option.getExtensionByUrl(ORDINAL_VALUE);
      if (option.getValue() instanceof Coding coding) {
        if (ordinal == null) {
          ordinal = coding.getExtensionByUrl(ORDINAL_VALUE);
        }
        if (ordinal != null && ordinal.getValue() instanceof DecimalType points) {
          ordinals.put(coding.getCode(), points.getValue().intValueExact());
        }
      }
    }
    return ordinals;
  }
}
