package org.attune.audit.capture.change;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.audit.capture.trail.Concerned;
import org.attune.audit.capture.trail.RowClock;
import org.attune.audit.capture.trail.Trail;
import org.attune.audit.row.AuditRow;
import org.attune.audit.row.AuditRows;
import org.attune.store.Caller;
import org.attune.store.Write;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one database transaction changes, until just before it commits: then each request or reason
 * behind the changes gets its row, in this same transaction.
 */
final class ChangesOfTransaction implements TransactionSynchronization {

  private final AuditRows rows;
  private final RowClock clock;
  private final Map<Object, Share> shares = new LinkedHashMap<>();

  ChangesOfTransaction(AuditRows rows, RowClock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** What one request, or one reason of the server's own, has to do with the transaction. */
  private record Share(
      Caller caller, @Nullable Trail trail, Concerned concerned, Set<String> delegations) {}

  static @Nullable ChangesOfTransaction current() {
    for (TransactionSynchronization each :
        TransactionSynchronizationManager.getSynchronizations()) {
      if (each instanceof ChangesOfTransaction changes) {
        return changes;
      }
    }
    return null;
  }

  void add(Write write, List<String> patients) {
    Caller caller = write.caller();
    Trail trail = trail(caller.origin()).orElse(null);
    Object key =
        trail == null
            ? List.of(caller.actor().id(), Optional.ofNullable(caller.operation()))
            : trail;
    Share share =
        shares.computeIfAbsent(
            key, absent -> new Share(caller, trail, new Concerned(), new LinkedHashSet<>()));
    IdType id = write.resource().getIdElement();
    share
        .concerned()
        .add(
            write.resource().fhirType() + "/" + id.getIdPart(),
            id.getVersionIdPart(),
            letter(write.kind()),
            patients);
    if (caller.operation() != null) {
      share.delegations().add(caller.operation());
    }
  }

  private static Optional<Trail> trail(RequestDetails origin) {
    return origin instanceof ServletRequestDetails http
        ? Trail.of(http.getServletRequest())
        : Optional.empty();
  }

  private static String letter(Write.Kind kind) {
    return switch (kind) {
      case CREATE -> "C";
      case UPDATE -> "U";
      case DELETE -> "D";
    };
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    for (Share share : shares.values()) {
      List<String> delegations = List.copyOf(share.delegations());
      Trail trail = share.trail();
      rows.store(
          trail == null
              ? withoutRequest(share, delegations)
              : trail.changes(share.concerned(), delegations));
    }
  }

  /** After a rollback nothing is told: the request will be answered, and leave its row then. */
  @Override
  public void afterCommit() {
    for (Share share : shares.values()) {
      if (share.trail() != null) {
        share.trail().committed(share.concerned());
      }
    }
  }

  private AuditRow withoutRequest(Share share, List<String> delegations) {
    Caller caller = share.caller();
    String kind = caller.actor().kind().name().toLowerCase(Locale.ROOT);
    UUID id = UUID.randomUUID();
    return new AuditRow(
        id,
        clock.micros(),
        new AuditRow.Agent(kind, caller.actor().id(), null, null, List.of(), delegations),
        new AuditRow.Event(
            id.toString(),
            "transaction",
            null,
            null,
            share.concerned().action("E"),
            200,
            null,
            null),
        share.concerned().patients(),
        new ArrayList<>(share.concerned().entities()));
  }
}
