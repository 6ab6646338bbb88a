package org.attune.risk.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.attune.risk.rules.Consequence;
import org.attune.risk.rules.Signal;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/**
 * Keeps the alerts of clients: for each client and signal at most one active Flag and one open
 * Task. All of it happens in the transaction of the response, on behalf of whoever wrote it.
 */
@Component
public class RiskAlerts {

  /** Name of the operation that the writes of alerts are delegated to. */
  static final String OPERATION = "risk-alert";

  private static final Set<TaskStatus> CLOSED =
      EnumSet.of(
          TaskStatus.COMPLETED,
          TaskStatus.CANCELLED,
          TaskStatus.REJECTED,
          TaskStatus.FAILED,
          TaskStatus.ENTEREDINERROR);

  private final RecordStore records;
  private final AlertWriter writer;

  RiskAlerts(RecordStore records, AlertWriter writer) {
    this.records = records;
    this.writer = writer;
  }

  /**
   * Applies what a response means for the alerts of one client.
   *
   * @param caller who wrote the response
   * @param cause the response
   * @param consequences by signal
   * @param deleted whether the response is about to be deleted
   */
  public void apply(
      Caller caller, Cause cause, Map<Signal, Consequence> consequences, boolean deleted) {
    Caller delegated = caller.delegated(OPERATION);
    // One order for all, so that two responses to several signals never wait for each other.
    Map<String, Signal> marks = new TreeMap<>();
    consequences.forEach(
        (signal, consequence) -> {
          if (consequence != Consequence.KEEP || deleted) {
            marks.put(AlertMark.value(cause.patient(), signal), signal);
          }
        });
    marks.forEach(
        (mark, signal) -> {
          Consequence consequence = consequences.getOrDefault(signal, Consequence.KEEP);
          records.hold(AlertMark.SYSTEM + " " + mark);
          Alert alert = new Alert(delegated, cause, signal, mark);
          switch (consequence) {
            case RAISE, RAISE_ANEW -> raise(alert, consequence == Consequence.RAISE_ANEW);
            case WITHDRAW -> withdraw(alert, deleted);
            case KEEP -> release(alert);
          }
        });
  }

  /** One alert as it is looked at because of one response. */
  private record Alert(Caller caller, Cause cause, Signal signal, String mark) {}

  private void raise(Alert alert, boolean anew) {
    List<Flag> flags = find(alert, Flag.class);
    Optional<Flag> active =
        flags.stream().filter(flag -> flag.getStatus() == Flag.FlagStatus.ACTIVE).findFirst();
    boolean known = flags.stream().anyMatch(flag -> stands(flag, alert.cause()));
    if (active.isEmpty() && known && !anew) {
      return; // Somebody has dealt with this very answer.
    }
    String flag =
        active
            .map(found -> add(alert, found))
            .orElseGet(
                () -> store(alert, writer.flag(alert.cause(), alert.signal(), alert.mark())));
    Optional<Task> open = find(alert, Task.class).stream().filter(RiskAlerts::isOpen).findFirst();
    if (open.isPresent()) {
      Task next = open.get().copy();
      writer.renew(next, alert.cause(), flag);
      updateIfChanged(alert, open.get(), next);
    } else if (anew || !known) {
      records.create(
          alert.caller(),
          writer.task(alert.caller(), alert.cause(), alert.signal(), alert.mark(), flag));
    }
  }

  private static boolean stands(Flag flag, Cause cause) {
    return flag.getStatus() != Flag.FlagStatus.ENTEREDINERROR && AlertWriter.names(flag, cause);
  }

  private String add(Alert alert, Flag found) {
    Flag next = found.copy();
    writer.add(next, alert.cause());
    updateIfChanged(alert, found, next);
    return found.getIdElement().getIdPart();
  }

  private void withdraw(Alert alert, boolean deleted) {
    boolean voided = false;
    for (Flag found : find(alert, Flag.class)) {
      Flag next = found.copy();
      if (found.getStatus() == Flag.FlagStatus.ACTIVE && AlertWriter.names(found, alert.cause())) {
        voided |= writer.withdraw(next, alert.cause());
      }
      if (deleted) {
        AlertWriter.release(next, alert.cause());
      }
      updateIfChanged(alert, found, next);
    }
    for (Task found : find(alert, Task.class)) {
      Task next = found.copy();
      if (voided && isOpen(found)) {
        writer.cancel(next);
      }
      if (deleted) {
        AlertWriter.release(next, alert.cause());
      }
      updateIfChanged(alert, found, next);
    }
  }

  /** Lets go of a response that is about to be deleted, while the alert stays. */
  private void release(Alert alert) {
    for (Flag found : find(alert, Flag.class)) {
      Flag next = found.copy();
      AlertWriter.release(next, alert.cause());
      updateIfChanged(alert, found, next);
    }
    for (Task found : find(alert, Task.class)) {
      Task next = found.copy();
      AlertWriter.release(next, alert.cause());
      updateIfChanged(alert, found, next);
    }
  }

  static boolean isOpen(Task task) {
    return !CLOSED.contains(task.getStatus());
  }

  private <T extends Resource> List<T> find(Alert alert, Class<T> type) {
    String token = URLEncoder.encode(AlertMark.SYSTEM + "|" + alert.mark(), StandardCharsets.UTF_8);
    return records.search(alert.caller(), type, "identifier=" + token);
  }

  private String store(Alert alert, Resource created) {
    return records.create(alert.caller(), created).id().getIdPart();
  }

  private void updateIfChanged(Alert alert, Resource found, Resource next) {
    if (!found.equalsDeep(next)) {
      records.update(alert.caller(), next);
    }
  }
}
