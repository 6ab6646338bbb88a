package org.attune.risk.screening;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.attune.risk.alert.Cause;
import org.attune.risk.alert.Outsiders;
import org.attune.risk.alert.RiskAlerts;
import org.attune.risk.rules.Consequence;
import org.attune.risk.rules.Consequence.Standing;
import org.attune.risk.rules.Screen;
import org.attune.risk.rules.Signal;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every response, finished or not and of whatever origin, and keeps the alerts that follow
 * from its answers, in the transaction that writes it.
 */
final class RiskScreening implements WriteRule {

  private final Screen screen;
  private final RiskAlerts alerts;

  RiskScreening(Screen screen, RiskAlerts alerts) {
    this.screen = screen;
    this.alerts = alerts;
  }

  @Override
  public Set<String> resourceTypes() {
    return Set.of("QuestionnaireResponse");
  }

  /**
   * Refuses a signal of nobody. Before a delete it also lets go of the response, since afterwards
   * the alert's reference would forbid the delete.
   */
  @Override
  public void beforeStore(Write write) {
    QuestionnaireResponse response = (QuestionnaireResponse) write.resource();
    if (write.kind() == Write.Kind.DELETE) {
      String patient = patient(response);
      if (patient != null) {
        apply(write, patient, response, Map.of(), Standing.VOID);
      }
    } else if (!response.getSubject().hasReference()) {
      refuseSignalOfNobody(response);
    }
  }

  /** Raises, adds to or withdraws alerts. */
  @Override
  public void beforeCommit(Write write) {
    if (write.kind() == Write.Kind.DELETE || write.origin().metaOnly()) {
      return;
    }
    QuestionnaireResponse response = (QuestionnaireResponse) write.resource();
    QuestionnaireResponse before = before(write);
    String patient = patient(response);
    String former = before == null ? null : patient(before);
    if (former != null && !former.equals(patient)) {
      // The answers turn out to be another person's.
      apply(write, former, response, Map.of(), Standing.AMENDED);
      before = null;
    }
    if (patient != null) {
      Map<Signal, Integer> earlier = before == null ? Map.of() : signals(before);
      apply(write, patient, response, earlier, standing(response));
    } else {
      refuseSignalOfNobody(response);
    }
  }

  private void refuseSignalOfNobody(QuestionnaireResponse response) {
    if (standing(response) != Standing.VOID && !signals(response).isEmpty()) {
      throw new RuleViolationException(
          "required",
          "QuestionnaireResponse.subject.reference",
          "These answers have to be followed up: refer to the Patient that they are about");
    }
  }

  private void apply(
      Write write,
      String patient,
      QuestionnaireResponse response,
      Map<Signal, Integer> earlier,
      Standing standing) {
    boolean byClient = Outsiders.isClient(write.caller().actor());
    boolean elsewhere = !patient.equals(patient(response));
    boolean deleted = write.kind() == Write.Kind.DELETE;
    Map<Signal, Integer> now = elsewhere ? Map.of() : signals(response);
    Map<Signal, Consequence> consequences = new LinkedHashMap<>();
    for (Signal signal : screen.signals()) {
      Consequence consequence =
          Consequence.of(
              standing, earlier.getOrDefault(signal, 0), now.getOrDefault(signal, 0), byClient);
      if (consequence != Consequence.WITHDRAW || write.kind() != Write.Kind.CREATE) {
        consequences.put(signal, consequence);
      }
    }
    Cause cause = new Cause(patient, response);
    alerts.apply(write.caller(), cause, consequences, deleted);
  }

  private Map<Signal, Integer> signals(QuestionnaireResponse response) {
    return screen.signals(ResponseAnswers.questionnaire(response), ResponseAnswers.of(response));
  }

  private static @Nullable QuestionnaireResponse before(Write write) {
    Resource before = write.before();
    return before instanceof QuestionnaireResponse response ? response : null;
  }

  private static Standing standing(QuestionnaireResponse response) {
    if (response.getStatus() == null) {
      return Standing.GIVEN;
    }
    return switch (response.getStatus()) {
      case ENTEREDINERROR -> Standing.VOID;
      case AMENDED -> Standing.AMENDED;
      default -> Standing.GIVEN;
    };
  }

  private static @Nullable String patient(QuestionnaireResponse response) {
    Reference subject = response.getSubject();
    return "Patient".equals(subject.getReferenceElement().getResourceType())
        ? subject.getReferenceElement().getIdPart()
        : null;
  }
}
