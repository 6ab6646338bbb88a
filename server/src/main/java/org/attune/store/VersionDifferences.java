package org.attune.store;

import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;

/** What changed between two versions of a resource. */
public interface VersionDifferences {

  /**
   * The operations of a FHIR Patch that make the current version out of an earlier one.
   *
   * @param id type and id
   * @param from number of the earlier version; null: the one before the current one, and for a
   *     first version that there was nothing
   * @param withMeta whether changes of {@code meta} are told
   * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException if there is no such
   *     resource or version
   * @throws ca.uhn.fhir.rest.server.exceptions.ResourceGoneException if it is deleted
   */
  Parameters toCurrent(
      Caller caller, IdType id, @org.jspecify.annotations.Nullable Long from, boolean withMeta);
}
