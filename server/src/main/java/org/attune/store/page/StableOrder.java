package org.attune.store.page;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.SortSpec;

/** An order in which no two results are alike. */
public final class StableOrder {

  private StableOrder() {}

  /**
   * Lets results that are alike in what was asked for come in the order in which they were stored.
   */
  public static void of(SearchParameterMap search) {
    SortSpec last = search.getSort();
    if (last == null) {
      search.setSort(new SortSpec(Constants.PARAM_PID));
      return;
    }
    while (last.getChain() != null) {
      last = last.getChain();
    }
    if (!Constants.PARAM_PID.equals(last.getParamName())) {
      last.setChain(new SortSpec(Constants.PARAM_PID));
    }
  }
}
