package org.attune.store;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: the party that the access decision is made about and that an audit record names.
 *
 * @param id stable identifier of the actor within its kind, without personal data
 * @param kind what the actor is
 * @param rights what the actor may do beyond ordinary use; nothing unless granted
 * @param token the access token that limits the actor; absent for operators and the server
 */
public record Actor(String id, Kind kind, Set<Right> rights, @Nullable Token token) {

  /** Keeps its own copy of the rights. */
  public Actor {
    rights = Set.copyOf(rights);
  }

  /** An actor that no access token limits. */
  public Actor(String id, Kind kind, Set<Right> rights) {
    this(id, kind, rights, null);
  }

  /** An actor without special rights. */
  public Actor(String id, Kind kind) {
    this(id, kind, Set.of());
  }

  /** What limits the actor, if anything does. */
  public Optional<Token> limits() {
    return Optional.ofNullable(token);
  }

  /** What an access token says of the actor. */
  public interface Token {

    /** The client that holds the token. */
    String clientId();

    /** Id of the Organization that the client acts for; absent: the practice. */
    Optional<String> organization();

    /** What was granted, as SMART scopes. */
    Set<String> scopes();

    /** Id of the patient in the launch context. */
    Optional<String> patient();

    /** The person, as a relative reference; absent for back-end systems. */
    Optional<String> fhirUser();
  }

  /** What an actor is. */
  public enum Kind {
    /** A local operator who holds the token of the data directory. */
    OPERATOR,
    /** A person who lets an app act for them; the id is that of the account. */
    USER,
    /** A back-end system; the id is that of the client. */
    CLIENT_SYSTEM,
    /** The server itself. */
    SYSTEM
  }

  /** What must be granted expressly. */
  public enum Right {
    /**
     * To create a resource under an id of one's own choice instead of one that the server gives.
     */
    CHOOSE_IDS
  }
}
