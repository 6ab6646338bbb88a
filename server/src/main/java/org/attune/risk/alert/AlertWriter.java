package org.attune.risk.alert;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.attune.risk.rules.Signal;
import org.attune.store.Caller;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/** Writes the Flag and the Task of an alert. Their texts alarm nobody who reads over a shoulder. */
@Component
class AlertWriter {

  private static final String CAUSE = "http://hl7.org/fhir/StructureDefinition/flag-detail";
  private static final String OWN = "https://attune.org/fhir/CodeSystem/";
  private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/flag-category";
  private static final String TEXT = "Answer to talk about: ";

  private final Recipients recipients;
  private final Clock clock;

  AlertWriter(Recipients recipients, Clock clock) {
    this.recipients = recipients;
    this.clock = clock;
  }

  Flag flag(Cause cause, Signal signal, String mark) {
    Flag flag = new Flag();
    flag.addIdentifier().setSystem(AlertMark.SYSTEM).setValue(mark);
    flag.setStatus(FlagStatus.ACTIVE);
    flag.addCategory(new CodeableConcept(new Coding(CATEGORY, "safety", null)));
    CodeableConcept code = new CodeableConcept(coding(signal));
    code.addCoding(new Coding(OWN + "safety-flag", "screen-follow-up", null));
    flag.setCode(code.setText(TEXT + signal.display()));
    flag.setSubject(patient(cause));
    flag.getPeriod().setStart(now());
    flag.setEncounter(cause.encounter());
    add(flag, cause);
    return flag;
  }

  /** Makes the response one of the causes. */
  void add(Flag flag, Cause cause) {
    inherit(flag.getMeta(), cause);
    if (!names(flag, cause)) {
      flag.addExtension(new Extension(CAUSE, cause.reference()));
    }
  }

  /** Whether the response is among the causes. */
  static boolean names(Flag flag, Cause cause) {
    return flag.getExtensionsByUrl(CAUSE).stream().anyMatch(each -> isMeant(each, cause));
  }

  /**
   * Takes the response out of the causes; the last one stays named, and the flag is void.
   *
   * @return whether the flag is void
   */
  boolean withdraw(Flag flag, Cause cause) {
    List<Extension> causes = flag.getExtensionsByUrl(CAUSE);
    if (causes.stream().allMatch(each -> isMeant(each, cause))) {
      flag.setStatus(FlagStatus.ENTEREDINERROR);
      flag.getPeriod().setEnd(now());
      return true;
    }
    flag.getExtension().removeIf(each -> CAUSE.equals(each.getUrl()) && isMeant(each, cause));
    return false;
  }

  static void release(Flag flag, Cause cause) {
    flag.getExtensionsByUrl(CAUSE).stream()
        .filter(each -> isMeant(each, cause))
        .forEach(each -> each.setValue(cause.nameOnly()));
  }

  static void release(Task task, Cause cause) {
    if (cause.isMeant(task.getReasonReference())) {
      task.setReasonReference(cause.nameOnly());
    }
  }

  Task task(Caller caller, Cause cause, Signal signal, String mark, String flag) {
    Task task = new Task();
    task.addIdentifier().setSystem(AlertMark.SYSTEM).setValue(mark);
    task.setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER).setPriority(TaskPriority.STAT);
    task.setCode(new CodeableConcept(new Coding(OWN + "task-code", "risk-follow-up", null)));
    task.setDescription(TEXT + signal.display());
    task.setFor(patient(cause));
    task.setReasonCode(new CodeableConcept(coding(signal)));
    task.setEncounter(cause.encounter());
    task.setAuthoredOn(now());
    recipients.address(task, caller, cause.patient());
    renew(task, cause, flag);
    return task;
  }

  /** Points an open task to the latest cause. */
  void renew(Task task, Cause cause, String flag) {
    inherit(task.getMeta(), cause);
    task.setFocus(new Reference("Flag/" + flag));
    if (!cause.isMeant(task.getReasonReference())) {
      task.setReasonReference(cause.reference());
      task.setLastModified(now());
    }
  }

  /** Ends a task whose cause was withdrawn. */
  void cancel(Task task) {
    task.setStatus(TaskStatus.CANCELLED);
    task.setStatusReason(new CodeableConcept().setText("The answers were withdrawn"));
    task.setLastModified(now());
  }

  private static boolean isMeant(Extension extension, Cause cause) {
    return extension.getValue() instanceof Reference reference && cause.isMeant(reference);
  }

  private static void inherit(Meta meta, Cause cause) {
    for (Coding label : cause.labels()) {
      if (meta.getSecurity(label.getSystem(), label.getCode()) == null) {
        meta.getSecurity().add(label.copy());
      }
    }
    for (Coding tag : cause.tags()) {
      if (meta.getTag(tag.getSystem(), tag.getCode()) == null) {
        meta.getTag().add(tag.copy());
      }
    }
  }

  private static Reference patient(Cause cause) {
    return new Reference("Patient/" + cause.patient());
  }

  private static Coding coding(Signal signal) {
    return new Coding(signal.system(), signal.code(), signal.display());
  }

  private Date now() {
    return Date.from(clock.instant());
  }
}
