package org.attune.store;

import java.util.Map;
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
 * @param origin what else the request tells of it
 */
public record Write(
    Kind kind, Resource resource, @Nullable Resource before, Caller caller, Origin origin) {

  /** What happens to the resource. */
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE
  }

  /**
   * What the request tells of a write besides the resource.
   *
   * @param metaOnly whether only tags, labels or profiles change, by an operation on {@code meta};
   *     what a rule changes in the resource is not stored then, so it can only refuse
   * @param entryTypes resource types of the entries of the bundle that the write belongs to, by
   *     their full URL; references to those are resolved later
   */
  public record Origin(boolean metaOnly, Map<String, String> entryTypes) {

    /** A write by itself. */
    public static final Origin PLAIN = new Origin(false, Map.of());
  }

  /** A write by itself, which belongs to no bundle. */
  public Write(Kind kind, Resource resource, @Nullable Resource before, Caller caller) {
    this(kind, resource, before, caller, Origin.PLAIN);
  }
}
