package org.attune.store;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Stores what the server itself brings along, under the ids that it brings. */
public interface ContentStore {

  /**
   * Stores the resources in one transaction, under all rules on writes: new ones are created,
   * others updated, equal ones left alone.
   *
   * @param reason why, as it goes on record
   * @param resources with ids; they may refer to each other in any order
   * @throws RuleViolationException if a rule refuses one of them; then none is stored
   */
  void store(String reason, List<? extends Resource> resources);
}
