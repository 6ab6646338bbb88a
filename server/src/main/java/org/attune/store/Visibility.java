package org.attune.store;

import org.hl7.fhir.r4.model.IdType;

/** Tells what a caller may know of, without showing it. */
public interface Visibility {

  /**
   * Whether there is such a resource now, and every rule lets the caller know of it.
   *
   * @see ReadRule#known
   */
  boolean knows(Caller caller, IdType id);

  /**
   * Whether the caller may know of every resource of a type, whatever there is.
   *
   * @see ReadRule#whole
   */
  boolean whole(Caller caller, String type);
}
