package org.attune.assessment.outcomes;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.attune.store.Caller;
import org.attune.store.RecordSets;
import org.hl7.fhir.r4.model.Encounter;

/** When clients had sessions: their finished Encounters. */
final class Sessions {

  private final Optional<Map<String, List<Instant>>> byPatient;

  private Sessions(Optional<Map<String, List<Instant>>> byPatient) {
    this.byPatient = byPatient;
  }

  /**
   * Those that the caller sees; unknown if the caller may not search Encounters.
   *
   * @param patients ids; empty for everybody
   */
  static Sessions read(RecordSets records, Caller caller, Set<String> patients, Span span) {
    String whose = patients.isEmpty() ? "" : "&patient=" + Scores.references(patients);
    try {
      Map<String, List<Instant>> byPatient = new HashMap<>();
      records
          .occurrences(caller, Encounter.class, "status=finished" + whose + span.query())
          .forEach(
              session ->
                  byPatient
                      .computeIfAbsent(session.patient(), patient -> new ArrayList<>())
                      .add(session.start()));
      return new Sessions(Optional.of(byPatient));
    } catch (ForbiddenOperationException hidden) {
      return unknown();
    }
  }

  /** Nothing is known of sessions. */
  static Sessions unknown() {
    return new Sessions(Optional.empty());
  }

  /** How many there were since an instant. */
  OptionalInt since(String patient, Instant first) {
    return byPatient
        .map(
            all ->
                OptionalInt.of(
                    (int)
                        all.getOrDefault(patient, List.of()).stream()
                            .filter(start -> !start.isBefore(first))
                            .count()))
        .orElse(OptionalInt.empty());
  }
}
