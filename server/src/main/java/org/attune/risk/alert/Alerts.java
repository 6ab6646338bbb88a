package org.attune.risk.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.attune.store.Write;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Task;

/** What other parts of the module ask about alerts. */
public final class Alerts {

  /** Name of the operation that the writes of alerts are delegated to. */
  public static final String OPERATION = RiskAlerts.OPERATION;

  private static final String FOLLOW_UPS =
      "code=https://attune.org/fhir/CodeSystem/task-code%7Crisk-follow-up&patient=Patient/";

  private Alerts() {}

  /** Whether a write changes an alert, other than by the rules of alerts themselves. */
  public static boolean isOneChangedByHand(Write write) {
    return !OPERATION.equals(write.caller().operation()) && AlertMark.isOn(write.before());
  }

  /** Whether the work is still to be done. */
  public static boolean isOpen(Task task) {
    return RiskAlerts.isOpen(task);
  }

  /** Whether the Task of the alert that a Flag belongs to is open. */
  public static boolean hasOpenTask(RecordStore records, Caller caller, Flag flag) {
    String token =
        URLEncoder.encode(AlertMark.SYSTEM + "|" + AlertMark.of(flag), StandardCharsets.UTF_8);
    return records.search(caller.delegated(OPERATION), Task.class, "identifier=" + token).stream()
        .anyMatch(Alerts::isOpen);
  }

  /** Whether an alert of a client that was raised in that time waits for a decision. */
  public static boolean waits(
      RecordStore records, Caller caller, String patient, Instant from, Instant to) {
    return records.search(caller.delegated(OPERATION), Task.class, FOLLOW_UPS + patient).stream()
        .filter(task -> AlertMark.isOn(task) && isOpen(task) && task.hasAuthoredOn())
        .map(task -> task.getAuthoredOn().toInstant())
        .anyMatch(raised -> !raised.isBefore(from) && raised.isBefore(to));
  }
}
