package org.attune.store;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** Code systems, value sets and concept maps: what the server brings, and what a site adds. */
public interface Terminology {

  /**
   * The codes of a code system. A whole release that the site loaded goes before the part that the
   * server brings.
   *
   * @param system canonical address
   * @param version wanted version; absent for the current one
   * @return absent if the server knows nothing of it
   */
  Optional<CodeTable> codes(String system, @Nullable String version);

  /** A value set by its canonical address, implicit ones of whole code systems included. */
  Optional<ValueSet> valueSet(String url, @Nullable String version);

  /** A concept map by its canonical address. */
  Optional<ConceptMap> conceptMap(RequestDetails request, String url);

  /** A resource by its id, for the holder of the request. */
  <T extends org.hl7.fhir.r4.model.Resource> Optional<T> read(
      RequestDetails request, Class<T> type, String id);

  /**
   * Expands a value set by the rules of the store, which knows every filter.
   *
   * @param filter text that displays must contain; absent for all
   * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException if it has more than
   *     1000 codes
   */
  ValueSet expand(ValueSet set, @Nullable String filter);

  /** Whether a value set has a code, by the rules of the store, which knows every filter. */
  boolean contains(ValueSet set, String system, String code);
}
