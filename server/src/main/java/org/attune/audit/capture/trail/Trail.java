package org.attune.audit.capture.trail;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.audit.row.AuditRow;
import org.attune.audit.rules.QueryShape;
import org.attune.audit.rules.RequestLine;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one HTTP request so far. Entries of a batch may add to it from other threads.
 */
public final class Trail {

  private static final String ATTRIBUTE = Trail.class.getName();

  private final RequestLine line;
  private final long recordedMicros;
  private final String requestId;
  private final @Nullable String address;
  private final List<String> purposes;

  private @Nullable Identity identity;
  private Map<String, String[]> parameters = Map.of();
  private @Nullable String interaction;
  private @Nullable Integer results;
  private Concerned shown = new Concerned();
  private final Set<String> changed = new LinkedHashSet<>();
  private int rows;
  private int status;

  public Trail(HttpFacts facts, RequestLine line, long recordedMicros) {
    this.line = line;
    this.recordedMicros = recordedMicros;
    this.requestId = facts.requestId();
    this.address = facts.address();
    this.purposes = facts.purposes();
    this.parameters = facts.query();
  }

  /**
   * What the transport says.
   *
   * @param query parameters of the URL
   */
  public record HttpFacts(
      String requestId,
      @Nullable String address,
      List<String> purposes,
      Map<String, String[]> query) {}

  /** Who acts. */
  public record Identity(String kind, @Nullable String id, @Nullable String client) {
    public static final Identity ANONYMOUS = new Identity("anonymous", null, null);
  }

  public void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  public static Optional<Trail> of(@Nullable HttpServletRequest request) {
    return request != null && request.getAttribute(ATTRIBUTE) instanceof Trail trail
        ? Optional.of(trail)
        : Optional.empty();
  }

  public synchronized void identify(Identity who) {
    identity = who;
  }

  public synchronized boolean identified() {
    return identity != null;
  }

  /** What the parsed request tells beyond the request line. */
  public synchronized void parsed(Map<String, String[]> all, @Nullable String exactInteraction) {
    parameters = all;
    interaction = exactInteraction == null ? interaction : exactInteraction;
  }

  public synchronized void showed(
      String reference, @Nullable String version, List<String> patients) {
    if (!changed.contains(reference)) {
      shown.add(reference, version, "R", patients);
    }
  }

  public synchronized void counted(int shownResults) {
    results = shownResults;
  }

  /** The row of a transaction's changes. */
  public synchronized AuditRow changes(Concerned changes, List<String> delegations) {
    String what = interactionCode();
    int expected = "create".equals(what) ? 201 : 200;
    String action = changes.action(actionOf(what));
    AuditRow.Event event = event(what, action, expected);
    return row(event, changes, delegations);
  }

  /** A transaction with changes has been committed. */
  public synchronized void committed(Concerned changes) {
    rows++;
    changed.addAll(changes.references());
  }

  /**
   * The row that is due when the answer begins.
   *
   * @return absent if the changes' rows have told all
   */
  public synchronized Optional<AuditRow> answered(int answer) {
    boolean first = status == 0;
    if (!first && (answer == status || answer < 400)) {
      return Optional.empty();
    }
    status = answer;
    shown.removeAll(changed);
    String what = interactionCode();
    boolean told = rows > 0 && answer < 400 && !"batch".equals(what) && shown.isEmpty();
    if (told) {
      return Optional.empty();
    }
    Concerned concerned = answer < 400 ? shown : new Concerned();
    if (rows == 0) {
      requested(concerned);
    }
    shown = new Concerned();
    return Optional.of(row(event(what, actionOf(what), answer), concerned, List.of()));
  }

  /** What was asked for, whether or not it was shown. */
  private void requested(Concerned concerned) {
    String type = line.type();
    String id = line.id();
    if (type != null && id != null) {
      List<String> patients = "Patient".equals(type) ? List.of(id) : List.of();
      concerned.addUnlessPresent(
          type + "/" + id, line.version(), actionOf(interactionCode()), patients);
    }
    if (type == null || !"Patient".equals(type) || id == null) {
      QueryShape.patients(type == null ? "" : type, parameters).forEach(concerned::patient);
    }
  }

  private String interactionCode() {
    return interaction == null ? line.interaction() : interaction;
  }

  private AuditRow.Event event(String what, String action, int answer) {
    return new AuditRow.Event(
        requestId,
        what,
        line.type(),
        line.operation(),
        action,
        answer,
        parameters.isEmpty() ? null : QueryShape.of(parameters),
        results);
  }

  private AuditRow row(AuditRow.Event event, Concerned concerned, List<String> delegations) {
    Identity who = identity == null ? Identity.ANONYMOUS : identity;
    return new AuditRow(
        UUID.randomUUID(),
        recordedMicros,
        new AuditRow.Agent(who.kind(), who.id(), who.client(), address, purposes, delegations),
        event,
        concerned.patients(),
        new ArrayList<>(concerned.entities()));
  }

  private static String actionOf(String interaction) {
    return switch (interaction) {
      case "create" -> "C";
      case "update", "patch" -> "U";
      case "delete" -> "D";
      case "read", "vread", "history-instance", "history-type", "history-system" -> "R";
      default -> "E";
    };
  }
}
