package org.attune.audit.fhir;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.attune.audit.row.AuditRow;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Narrative;
import org.jspecify.annotations.Nullable;

/**
 * Who looked at a chart, in words for the person whose chart it is. It says when, what, why and in
 * which part somebody acted. It leaves out what belongs to others: accounts and addresses of those
 * who work in the practice, and every other patient whose records the same request showed.
 */
class AccessLog {

  private static final String MOST = "500";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH);

  private final AuditSearch search;

  AccessLog(AuditSearch search) {
    this.search = search;
  }

  Bundle of(String patient, @Nullable DateType start, @Nullable DateType end) {
    Map<String, String[]> parameters = new HashMap<>();
    parameters.put("patient", new String[] {patient});
    parameters.put("_count", new String[] {MOST});
    List<String> dates = new ArrayList<>();
    if (start != null) {
      dates.add("ge" + start.getValueAsString());
    }
    if (end != null) {
      dates.add("le" + end.getValueAsString());
    }
    parameters.put("date", dates.toArray(String[]::new));
    Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (AuditRow row : search.about(RowQuery.of(parameters))) {
      bundle.addEntry().setFullUrl("urn:uuid:" + row.id()).setResource(event(row, patient));
    }
    return bundle;
  }

  private static AuditEvent event(AuditRow row, String patient) {
    AuditEvent event = new AuditEvent();
    event.setId(row.id().toString());
    event.getType().setSystem("http://terminology.hl7.org/CodeSystem/audit-event-type");
    event.getType().setCode("rest");
    event.setAction(AuditEventAction.fromCode(row.event().action()));
    event.setRecorded(Date.from(row.recorded()));
    event.setOutcome(AuditEvents.outcome(row.event().status()));
    row.agent()
        .purposes()
        .forEach(
            code ->
                event
                    .addPurposeOfEvent()
                    .addCoding()
                    .setSystem(AuditEvents.ACT_REASON)
                    .setCode(code));
    AuditEvent.AuditEventAgentComponent agent = event.addAgent().setRequestor(true);
    agent.addRole().addCoding().setSystem(AuditEvents.ACTOR_KIND).setCode(row.agent().kind());
    agent.getWho().setDisplay(who(row));
    event.getSource().getObserver().setDisplay("Attune");
    event.addEntity().getWhat().setReference("Patient/" + patient);
    event.getText().setStatus(Narrative.NarrativeStatus.GENERATED);
    event.getText().setDivAsString("<div>" + words(row, patient) + "</div>");
    return event;
  }

  private static String who(AuditRow row) {
    return switch (row.agent().kind()) {
      case "operator" -> "The operator of this server";
      case "system" -> "The server itself";
      case "anonymous" -> "Somebody who did not sign in";
      default -> "A person or app with access";
    };
  }

  private static String words(AuditRow row, String patient) {
    boolean done = row.event().status() < 400;
    String time = TIME.format(row.recorded().atOffset(ZoneOffset.UTC));
    String reason =
        row.agent().purposes().isEmpty()
            ? ""
            : ", stating the purpose " + String.join(", ", row.agent().purposes());
    return "On %s: %s %s %s%s."
        .formatted(
            time,
            who(row),
            done ? verb(row.event().action()) : "tried, without success, to use",
            what(row, patient),
            reason);
  }

  private static String verb(String action) {
    return switch (action) {
      case "C" -> "added";
      case "U" -> "changed";
      case "D" -> "deleted";
      default -> "looked at";
    };
  }

  /** Kinds and numbers of this patient's own resources. */
  private static String what(AuditRow row, String patient) {
    String index = String.valueOf(row.patients().indexOf(patient));
    Map<String, Integer> kinds = new TreeMap<>();
    for (AuditRow.Entity entity : row.entities()) {
      if (List.of(entity.patients().split(",")).contains(index)) {
        kinds.merge(
            entity.reference().substring(0, entity.reference().indexOf('/')), 1, Integer::sum);
      }
    }
    if (kinds.isEmpty()) {
      return "whether your chart holds something (nothing of it was shown)";
    }
    return kinds.entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", ", "", " of your chart"));
  }
}
