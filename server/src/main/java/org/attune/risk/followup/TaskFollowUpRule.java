package org.attune.risk.followup;

import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.attune.risk.alert.Alerts;
import org.attune.risk.rules.FollowUp;
import org.attune.risk.rules.FollowUp.Work;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * Lets the Task of an alert end only with what a clinician decided, and ends the Flag with it, in
 * the same transaction.
 */
@Component
final class TaskFollowUpRule implements WriteRule {

  private static final String DISPOSITION = "https://attune.org/fhir/CodeSystem/risk-disposition";

  private final RecordStore records;
  private final Clock clock;

  TaskFollowUpRule(RecordStore records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  @Override
  public Set<String> resourceTypes() {
    return Set.of("Task", "Flag");
  }

  @Override
  public void beforeStore(Write write) {
    if (write.kind() != Write.Kind.UPDATE || !Alerts.isOneChangedByHand(write)) {
      return;
    }
    if (write.before() instanceof Flag before && write.resource() instanceof Flag after) {
      requireThatTheTaskEndsIt(before, after, write.caller());
    } else {
      switch (change(write)) {
        case DISPOSITION_MISSING ->
            throw new RuleViolationException(
                "disposition-required",
                "Task.output",
                "Following up an answer ends with what was decided: complete the Task with an"
                    + " output whose value is a code of risk-disposition, or give it another owner");
        case ENDED ->
            throw new RuleViolationException(
                "risk-alert", "Task.status", "This work has ended; a new answer makes a new Task");
        default -> {}
      }
    }
  }

  /** Ends the Flag with its Task. */
  @Override
  public void beforeCommit(Write write) {
    if (write.kind() == Write.Kind.UPDATE
        && write.resource() instanceof Task task
        && Alerts.isOneChangedByHand(write)
        && change(write) == FollowUp.DECIDED) {
      Caller delegated = write.caller().delegated(Alerts.OPERATION);
      Reference focus = task.getFocus();
      if (focus.hasReference()) {
        records
            .read(delegated, Flag.class, focus.getReference())
            .filter(flag -> flag.getStatus() == Flag.FlagStatus.ACTIVE)
            .ifPresent(
                flag -> {
                  flag.setStatus(Flag.FlagStatus.INACTIVE);
                  flag.getPeriod().setEnd(Date.from(clock.instant()));
                  records.update(delegated, flag);
                });
      }
    }
  }

  private void requireThatTheTaskEndsIt(Flag before, Flag after, Caller caller) {
    if (before.getStatus() == Flag.FlagStatus.ACTIVE
        && after.getStatus() != Flag.FlagStatus.ACTIVE
        && Alerts.hasOpenTask(records, caller, after)) {
      throw new RuleViolationException(
          "disposition-required",
          "Flag.status",
          "An alert ends with its Task: complete that with what was decided");
    }
  }

  private static FollowUp change(Write write) {
    return write.before() instanceof Task before && write.resource() instanceof Task after
        ? FollowUp.of(work(before), work(after), hasDisposition(after))
        : FollowUp.ALLOWED;
  }

  private static Work work(Task task) {
    if (Alerts.isOpen(task)) {
      return Work.OPEN;
    }
    return task.getStatus() == Task.TaskStatus.COMPLETED ? Work.COMPLETED : Work.GIVEN_UP;
  }

  private static boolean hasDisposition(Task task) {
    return task.getOutput().stream()
        .map(Task.TaskOutputComponent::getValue)
        .filter(CodeableConcept.class::isInstance)
        .flatMap(value -> ((CodeableConcept) value).getCoding().stream())
        .anyMatch(coding -> DISPOSITION.equals(coding.getSystem()) && coding.hasCode());
  }
}
