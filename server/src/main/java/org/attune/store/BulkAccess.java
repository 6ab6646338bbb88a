package org.attune.store;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;

/**
 * A feature's rule about what leaves in bulk. Such reading goes past the hooks of searches and
 * lasts longer than the request that set it off, so it is narrowed by what this says.
 */
public interface BulkAccess {

  /**
   * What resources of a type must match to be read, as search parameters in the form of a query.
   *
   * @return empty text for all of them; absent for none
   */
  Optional<String> narrowing(Actor actor, String type);

  /** Security labels of resources that are not read, of whatever type. */
  Set<Coding> withheld(Actor actor);

  /**
   * Lets a query pass by returning.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException if it looks at more than
   *     the actor may see
   */
  void check(Actor actor, String type, String query);

  /** What limits an actor, as text to be kept with the work; absent if nothing does. */
  Optional<String> keep(Actor actor);

  /** The actor with the limits that were kept. */
  Actor resume(String id, Actor.Kind kind, Optional<String> kept);

  /** Whether an actor may see now what was read within the limits that were kept. */
  boolean covers(Actor actor, Optional<String> kept);
}
