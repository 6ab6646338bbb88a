package org.attune.store;

import java.util.Set;

/**
 * Who acts: the party that the access decision is made about and that an audit record names.
 *
 * @param id stable identifier of the actor within its kind, without personal data
 * @param kind what the actor is
 * @param rights what the actor may do beyond ordinary use; nothing unless granted
 */
public record Actor(String id, Kind kind, Set<Right> rights) {

  /** Keeps its own copy of the rights. */
  public Actor {
    rights = Set.copyOf(rights);
  }

  /** An actor without special rights. */
  public Actor(String id, Kind kind) {
    this(id, kind, Set.of());
  }

  /** What an actor is. */
  public enum Kind {
    /** A local operator who holds the token of the data directory. */
    OPERATOR,
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
