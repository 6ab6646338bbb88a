package org.attune.store;

import java.util.List;
import java.util.Set;

/** What the indexes say of Observations, so that none has to be loaded to be passed over. */
public interface ObservationIndex {

  /**
   * An Observation.
   *
   * @param id without type
   * @param codes its codings, each as {@code system|code}; where there is none, its text
   */
  record Entry(String id, Set<String> codes) {

    /** Keeps its own copy. */
    public Entry {
      codes = Set.copyOf(codes);
    }
  }

  /**
   * The Observations that match, as far as the caller sees them, latest first by the beginning of
   * {@code effective[x]}; those without one last, of two at the same time the one stored later
   * first.
   *
   * @param query search parameters as in a FHIR search URL after the question mark
   * @param most how many at most
   */
  List<Entry> latestFirst(Caller caller, String query, int most);
}
