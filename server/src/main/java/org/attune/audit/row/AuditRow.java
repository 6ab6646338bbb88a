package org.attune.audit.row;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit: what becomes one AuditEvent.
 *
 * @param id of the row, and of the AuditEvent
 * @param recordedMicros when, in microseconds since 1970-01-01 UTC
 * @param agent who
 * @param event what
 * @param patients ids of the patients concerned
 * @param entities resources concerned
 */
public record AuditRow(
    UUID id,
    long recordedMicros,
    Agent agent,
    Event event,
    List<String> patients,
    List<Entity> entities) {

  /** Keeps its own copies. */
  public AuditRow {
    patients = List.copyOf(patients);
    entities = List.copyOf(entities);
  }

  /**
   * Who did it.
   *
   * @param kind what the actor is, in lower case; {@code anonymous} if nobody was let in
   * @param id of the actor within its kind
   * @param client id of the application that the actor used
   * @param address network address that the request came from
   * @param purposes purposes of use that were stated, as codes of v3-ActReason
   * @param delegations operations within which the server wrote for the actor; the reason if the
   *     server acts for itself
   */
  public record Agent(
      String kind,
      @Nullable String id,
      @Nullable String client,
      @Nullable String address,
      List<String> purposes,
      List<String> delegations) {

    /** Keeps its own copies. */
    public Agent {
      purposes = List.copyOf(purposes);
      delegations = List.copyOf(delegations);
    }
  }

  /**
   * What was done.
   *
   * @param requestId id that ties rows of one request together
   * @param interaction code of FHIR's restful-interaction
   * @param resourceType that the request named
   * @param operation that the request named, with its {@code $}
   * @param action C, R, U, D or E
   * @param status HTTP status of the answer
   * @param query shape of the query
   * @param results how many results were shown
   */
  public record Event(
      String requestId,
      String interaction,
      @Nullable String resourceType,
      @Nullable String operation,
      String action,
      int status,
      @Nullable String query,
      @Nullable Integer results) {}

  /**
   * A resource concerned.
   *
   * @param reference type and id
   * @param version that was shown or made
   * @param action C, R, U, D or E
   * @param patients indexes into the row's patients, separated by commas; empty if none
   */
  public record Entity(
      String reference, @Nullable String version, String action, String patients) {}

  /** When. */
  @JsonIgnore
  public Instant recorded() {
    return Instant.EPOCH.plus(recordedMicros, ChronoUnit.MICROS);
  }

  /** Microseconds of an instant, which is what the database keeps. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
