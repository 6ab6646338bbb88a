package org.attune.examples;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.jspecify.annotations.Nullable;

/**
 * Hands Questionnaires to the validator, which the pre-populated support does not. Without it a
 * QuestionnaireResponse passes whatever it answers.
 */
final class QuestionnaireSupport implements IValidationSupport {

  private final FhirContext context;
  private final Map<String, Questionnaire> byUrl = new HashMap<>();

  QuestionnaireSupport(FhirContext context, List<Questionnaire> questionnaires) {
    this.context = context;
    for (Questionnaire questionnaire : questionnaires) {
      byUrl.put(questionnaire.getUrl(), questionnaire);
      byUrl.put(questionnaire.getUrl() + "|" + questionnaire.getVersion(), questionnaire);
    }
  }

  @Override
  public FhirContext getFhirContext() {
    return context;
  }

  @Override
  public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String uri) {
    Questionnaire found = byUrl.get(uri);
    return type != null && type.isInstance(found) ? type.cast(found) : null;
  }
}
