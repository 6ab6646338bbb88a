package org.attune.risk.followup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TimeZone;
import org.attune.risk.alert.Alerts;
import org.attune.store.Actor;
import org.attune.store.RecordStore;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/**
 * Refuses to finish an Encounter while an alert of its client, raised on its day, waits for a
 * decision. It is the transition that is judged: history that comes with a right to choose ids is
 * taken as it is.
 */
@Component
final class EncounterFinishRule implements WriteRule {

  private final RecordStore records;
  private final Clock clock;

  EncounterFinishRule(RecordStore records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  @Override
  public Set<String> resourceTypes() {
    return Set.of("Encounter");
  }

  /** When what the same transaction decided is stored. */
  @Override
  public void beforeCommit(Write write) {
    Encounter encounter = (Encounter) write.resource();
    Reference subject = encounter.getSubject();
    if (write.kind() != Write.Kind.DELETE
        && finishes(write, encounter)
        && "Patient".equals(subject.getReferenceElement().getResourceType())) {
      ZoneId zone = zone(encounter);
      LocalDate day = start(encounter).atZone(zone).toLocalDate();
      if (Alerts.waits(
          records,
          write.caller(),
          subject.getReferenceElement().getIdPart(),
          day.atStartOfDay(zone).toInstant(),
          day.plusDays(1).atStartOfDay(zone).toInstant())) {
        throw new RuleViolationException(
            "disposition-required",
            "Encounter.status",
            "An answer of this day has to be followed up: complete its Task (code"
                + " risk-follow-up) with what was decided, then finish the Encounter");
      }
    }
  }

  private static boolean finishes(Write write, Encounter encounter) {
    if (encounter.getStatus() != EncounterStatus.FINISHED) {
      return false;
    }
    return write.before() instanceof Encounter before
        ? before.getStatus() != EncounterStatus.FINISHED
        : !write.caller().actor().rights().contains(Actor.Right.CHOOSE_IDS);
  }

  private Instant start(Encounter encounter) {
    DateTimeType start = encounter.getPeriod().getStartElement();
    return start.hasValue() ? start.getValue().toInstant() : clock.instant();
  }

  private static ZoneId zone(Encounter encounter) {
    TimeZone zone = encounter.getPeriod().getStartElement().getTimeZone();
    return zone == null ? ZoneOffset.UTC : zone.toZoneId();
  }
}
