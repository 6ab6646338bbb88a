package org.attune.store;

import java.util.Set;
import java.util.function.Function;

/**
 * Reads much of the record at once, as it stood at one instant. The one way by which resources
 * leave in bulk: who may see less than everything is narrowed here.
 */
public interface RecordSnapshots {

  /**
   * Runs some work on one consistent view. Writes that were under way are waited for, so that
   * whatever carries a {@code lastUpdated} up to {@link RecordSnapshot#time()} is in it. What the
   * work writes in transactions of its own stays, whatever becomes of the reading.
   *
   * @param caller on whose behalf
   */
  <T> T read(Caller caller, Function<RecordSnapshot, T> work);

  /**
   * Checks a query before work begins that needs it.
   *
   * @param type resource type
   * @param query search parameters as in a FHIR search URL after the question mark
   * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException if the type has no such
   *     parameter or a value has not the form that the parameter needs
   */
  void check(String type, String query);

  /**
   * Types whose resources belong to patients: all of the R4 patient compartment but Group, which
   * goes along only when all its patients do, and Provenance of what belongs to them.
   */
  Set<String> compartmentTypes();

  /**
   * Types of which those resources are read with patients that the resources of the patients refer
   * to, directly or by one another.
   */
  Set<String> associatedTypes();
}
