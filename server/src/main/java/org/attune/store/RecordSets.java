package org.attune.store;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Reads many resources on behalf of a {@link Caller} in one query, narrowed to what they see. */
public interface RecordSets {

  /**
   * When a resource took place, and whose it is.
   *
   * @param patient id of the Patient
   * @param start beginning of its date or period; of a Patient, the time of the last change
   */
  record Occurrence(String patient, Instant start) {}

  /**
   * All resources that match, however many there are; the query has to bound them.
   *
   * @param query search parameters as in a FHIR search URL after the question mark
   */
  <T extends Resource> List<T> all(Caller caller, Class<T> type, String query);

  /**
   * When and whose the matching resources are, told by the search indexes without reading the
   * resources: those without a Patient or a date are left out.
   *
   * @param type a type with the search parameters {@code patient} and {@code date}
   */
  List<Occurrence> occurrences(Caller caller, Class<? extends Resource> type, String query);
}
