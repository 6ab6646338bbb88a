package org.attune.smart.scope;

/** What a resource scope permits, in the order in which SMART 2 writes the letters. */
public enum Permission {
  /** Create. */
  CREATE('c'),
  /** Read by id, with versions and history. */
  READ('r'),
  /** Update and patch. */
  UPDATE('u'),
  /** Delete. */
  DELETE('d'),
  /** Search. */
  SEARCH('s');

  private final char letter;

  Permission(char letter) {
    this.letter = letter;
  }

  /** The letter in a scope. */
  public char letter() {
    return letter;
  }
}
