package org.attune.risk.alert;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Objects;
import java.util.Set;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps alerts to what raises them: only {@link RiskAlerts} makes one, nobody deletes one or moves
 * it to another client, and a client changes none. What a clinician decides goes into it.
 */
@Component
final class RiskAlertGuard implements WriteRule {

  @Override
  public Set<String> resourceTypes() {
    return Set.of("Flag", "Task");
  }

  /** Goes before rules that would complete or judge the resource. */
  @Override
  public int order() {
    return -1;
  }

  @Override
  public void beforeStore(Write write) {
    if (RiskAlerts.OPERATION.equals(write.caller().operation())) {
      return;
    }
    Resource before = write.kind() == Write.Kind.DELETE ? write.resource() : write.before();
    String type = write.resource().fhirType();
    if (!AlertMark.isOn(before)) {
      if (AlertMark.isOn(write.resource())) {
        throw new RuleViolationException(
            "risk-alert",
            type + ".identifier",
            "This identifier marks an alert that the server raises from answers; send the "
                + type
                + " without it");
      }
      return;
    }
    if (Outsiders.isClient(write.caller().actor())) {
      throw new ResourceNotFoundException(
          write.resource().getIdElement().toUnqualifiedVersionless());
    }
    if (write.kind() == Write.Kind.DELETE) {
      throw new RuleViolationException(
          "risk-alert",
          type,
          "An alert is not deleted; complete its Task with what was decided, or mark the response"
              + " that caused it as entered in error");
    }
    requireSame(before, write.resource());
  }

  private static void requireSame(@Nullable Resource before, Resource after) {
    if (!Objects.equals(AlertMark.of(before), AlertMark.of(after))) {
      throw fixed(after.fhirType() + ".identifier");
    }
    if (before instanceof Flag old && after instanceof Flag flag) {
      require(old.getSubject().equalsDeep(flag.getSubject()), "Flag.subject");
      require(old.getCode().equalsDeep(flag.getCode()), "Flag.code");
    }
    if (before instanceof Task old && after instanceof Task task) {
      require(old.getFor().equalsDeep(task.getFor()), "Task.for");
      require(old.getCode().equalsDeep(task.getCode()), "Task.code");
      require(old.getReasonCode().equalsDeep(task.getReasonCode()), "Task.reasonCode");
    }
  }

  private static void require(boolean same, String expression) {
    if (!same) {
      throw fixed(expression);
    }
  }

  private static RuleViolationException fixed(String expression) {
    return new RuleViolationException(
        "risk-alert", expression, "An alert stays about the same client and the same answer");
  }
}
