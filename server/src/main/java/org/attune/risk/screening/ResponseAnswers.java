package org.attune.risk.screening;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.risk.rules.Answer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** All answers of a response by linkId, however they are nested and whatever else is there. */
final class ResponseAnswers {

  private ResponseAnswers() {}

  static Map<String, List<Answer>> of(QuestionnaireResponse response) {
    Map<String, List<Answer>> answers = new HashMap<>();
    collect(response.getItem(), answers);
    return answers;
  }

  /** The canonical URL that a response names, without version and fragment. */
  static String questionnaire(QuestionnaireResponse response) {
    String canonical = response.hasQuestionnaire() ? response.getQuestionnaire() : "";
    return canonical.split("[|#]", 2)[0];
  }

  private static void collect(
      List<QuestionnaireResponseItemComponent> items, Map<String, List<Answer>> into) {
    for (QuestionnaireResponseItemComponent item : items) {
      collect(item.getItem(), into);
      for (QuestionnaireResponseItemAnswerComponent given : item.getAnswer()) {
        collect(given.getItem(), into);
        if (item.hasLinkId() && given.hasValue()) {
          into.computeIfAbsent(linkId(item), key -> new ArrayList<>())
              .addAll(answers(given.getValue()));
        }
      }
    }
  }

  /** Other guides write a LOINC linkId as {@code /44260-8}. */
  private static String linkId(QuestionnaireResponseItemComponent item) {
    String linkId = item.getLinkId();
    return linkId.startsWith("/") ? linkId.substring(1) : linkId;
  }

  private static List<Answer> answers(Type value) {
    if (value instanceof Coding coding && coding.hasCode()) {
      return List.of(new Answer.Option(coding.getCode()));
    }
    if (value instanceof BooleanType yes) {
      return List.of(new Answer.YesNo(yes.booleanValue()));
    }
    BigDecimal number = number(value);
    return number == null ? List.of() : List.of(new Answer.Points(number));
  }

  private static @Nullable BigDecimal number(Type value) {
    if (value instanceof Quantity quantity) {
      return quantity.getValue();
    }
    if (value instanceof DecimalType decimal) {
      return decimal.getValue();
    }
    return value instanceof IntegerType integer ? BigDecimal.valueOf(integer.getValue()) : null;
  }
}
