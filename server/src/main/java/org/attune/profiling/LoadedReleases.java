package org.attune.profiling;

import java.util.List;
import java.util.Optional;
import org.attune.profiling.rules.shape.ReleasedCodes;
import org.attune.store.CodeTable;
import org.attune.store.Concept;
import org.attune.store.Terminology;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Asks the database. That happens only for codes that the packages do not list, so that a write of
 * others does not pay for it.
 */
final class LoadedReleases implements ReleasedCodes {

  private final ObjectProvider<Terminology> terminology;

  /** Looks the terminology up late: it stands on the store, which validates by the profiles. */
  LoadedReleases(ObjectProvider<Terminology> terminology) {
    this.terminology = terminology;
  }

  @Override
  public boolean billable(String system, String code) {
    return terminology
        .getObject()
        .codes(system, null)
        .filter(CodeTable::whole)
        .flatMap(table -> Optional.ofNullable(table.find(List.of(code)).get(code)))
        .filter(LoadedReleases::everBillable)
        .isPresent();
  }

  private static boolean everBillable(Concept concept) {
    return concept.property("billable").filter("true"::equals).isPresent()
        || concept.property("billable-to").isPresent();
  }
}
