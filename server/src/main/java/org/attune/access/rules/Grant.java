package org.attune.access.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody has to do with a client, or may stand for another, as a resource of the record
 * says.
 *
 * @param actor a relative reference, such as {@code PractitionerRole/…} or {@code CareTeam/…}
 * @param relation what the actor is given
 * @param object id of the patient, or the relative reference of the other actor
 * @param from the first moment at which it holds; absent: since ever
 * @param until the first moment at which it holds no more; absent: without end
 */
public record Grant(
    String actor,
    Relation relation,
    String object,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** What an actor is given. */
  public enum Relation {
    /** Has the patient in the caseload. */
    TREATS(true),
    /** Has opened the patient's chart in an emergency. */
    OPENED(true),
    /** Acts for the patient, as a parent does. */
    ACTS_FOR(true),
    /** Is kept away from the patient, whatever else is given. */
    BARRED(true),
    /** Is given all that the other actor is given: a role of the same person, or their team. */
    STANDS_FOR(false),
    /** Supervises the other actor. */
    SUPERVISES(false);

    private final boolean patient;

    Relation(boolean patient) {
      this.patient = patient;
    }

    /** Whether the object is a patient and not another actor. */
    public boolean ofPatient() {
      return patient;
    }
  }

  /** Whether it holds at a moment. */
  public boolean holds(Instant now) {
    return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
  }
}
