package org.attune.store;

/**
 * Who acts: the party that the access decision is made about and that an audit record names.
 *
 * @param id stable identifier of the actor within its kind, without personal data
 * @param kind what the actor is
 */
public record Actor(String id, Kind kind) {

  /** What an actor is. */
  public enum Kind {
    /** A local operator who holds the token of the data directory. */
    OPERATOR,
    /** The server itself. */
    SYSTEM
  }
}
