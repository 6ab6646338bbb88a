package org.attune.store;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a call to the {@link RecordStore} is made. There are three kinds: a user's
 * request, a delegated operation that a user's request sets off, and the system itself.
 */
public final class Caller {

  private static final String USER_DATA_KEY = "attune.caller";
  private static final String HOUSEKEEPING = "HAPI FHIR";

  private final Actor actor;
  private final @Nullable String operation;
  private final RequestDetails request;
  private final RequestDetails origin;

  private Caller(Actor actor, @Nullable String operation, RequestDetails request) {
    this(actor, operation, request, request);
  }

  private Caller(
      Actor actor, @Nullable String operation, RequestDetails request, RequestDetails origin) {
    this.actor = actor;
    this.operation = operation;
    this.request = request;
    this.origin = origin;
    request.getUserData().put(USER_DATA_KEY, this);
  }

  /**
   * The caller of an HTTP request, once its bearer token has been checked.
   *
   * @param actor who the token stands for
   * @param request the request, which carries the caller from here on
   */
  public static Caller user(Actor actor, RequestDetails request) {
    return new Caller(actor, null, request);
  }

  /**
   * The caller that the guards tied to a request of the endpoint.
   *
   * @throws IllegalStateException if the request came past the guards
   */
  public static Caller ofRequest(RequestDetails request) {
    return of(Objects.requireNonNull(request));
  }

  /** Whether an access token limits the sender of a request; false before that is known. */
  public static boolean isLimited(@Nullable RequestDetails request) {
    return request != null
        && request.getUserData().get(USER_DATA_KEY) instanceof Caller caller
        && caller.limited();
  }

  /**
   * An actor whose request is over, within work that the request set off.
   *
   * @param operation name of the work, as it goes on record
   */
  public static Caller resumed(Actor actor, String operation) {
    return new Caller(actor, operation, new SystemRequestDetails());
  }

  /**
   * A person's session: what pages read for whoever has signed in.
   *
   * @param actor the person; the page decides what is shown to them
   */
  public static Caller session(Actor actor) {
    return new Caller(actor, null, new SystemRequestDetails());
  }

  /** The server acting for itself; {@code reason} goes on record. */
  static Caller system(String reason) {
    Actor server = new Actor("system", Actor.Kind.SYSTEM, Set.of(Actor.Right.CHOOSE_IDS));
    return new Caller(server, reason, new SystemRequestDetails());
  }

  /**
   * The caller that a request carries.
   *
   * @throws IllegalStateException if the request came past the guards
   */
  static Caller of(@Nullable RequestDetails request) {
    if (request == null) {
      return system(HOUSEKEEPING);
    }
    if (request.getUserData().get(USER_DATA_KEY) instanceof Caller caller) {
      return caller;
    }
    if (request instanceof SystemRequestDetails) {
      return system(HOUSEKEEPING);
    }
    throw new IllegalStateException("A request reached the store without a caller");
  }

  /**
   * The same actor within an operation that may also write what the operation entails.
   *
   * @param name name of the operation, as it goes on record
   */
  public Caller delegated(String name) {
    SystemRequestDetails inner = new SystemRequestDetails();
    inner.setRequestId(request.getRequestId());
    return new Caller(actor, name, inner, origin);
  }

  /** Who acts. */
  public Actor actor() {
    return actor;
  }

  /** Whether an access token limits what the caller sees by its own request. */
  public boolean limited() {
    return operation == null && actor.limits().isPresent();
  }

  /** The delegated operation or the system's reason; absent for a user's own request. */
  public @Nullable String operation() {
    return operation;
  }

  /** The request that set all this off: an HTTP request, or the system's own. */
  public RequestDetails origin() {
    return origin;
  }

  /** Whether HAPI acts for itself, as when it keeps its indexes; that is no use of the record. */
  public boolean housekeeping() {
    return actor.kind() == Actor.Kind.SYSTEM && HOUSEKEEPING.equals(operation);
  }

  RequestDetails request() {
    return request;
  }
}
