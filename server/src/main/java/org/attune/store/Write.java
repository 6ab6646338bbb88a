package org.attune.store;

import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One write on its way into the store, whichever route it came by.
 *
 * @param kind what happens to the resource
 * @param resource the resource as it will be, or after storing as it is; the last version if
 *     deleted
 * @param before the version that an update replaces
 * @param caller on whose behalf
 */
public record Write(Kind kind, Resource resource, @Nullable Resource before, Caller caller) {

  /** What happens to the resource. */
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE
  }
}
