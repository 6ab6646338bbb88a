package org.attune.smart;

import org.attune.store.Actor;

/**
 * Makes the actor that a person is on the pages of this server, with the rights of their roles.
 * Implemented by the module that decides on access.
 */
public interface SessionActors {

  /** The person, who sees what their roles let them see and changes nothing. */
  Actor of(Person person);
}
