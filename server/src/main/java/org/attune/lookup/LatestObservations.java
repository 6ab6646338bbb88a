package org.attune.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.lookup.rules.LatestPerCode;
import org.attune.lookup.rules.LatestPerCode.Candidate;
import org.attune.store.Caller;
import org.attune.store.ObservationIndex;
import org.attune.store.ObservationIndex.Entry;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.stereotype.Service;

/** Finds the latest Observations of each code, without loading the others. */
@Service
public class LatestObservations {

  private static final int MOST_CANDIDATES = 100_000;
  private static final int MOST = 1_000;
  private static final int AT_ONCE = 200;

  private final ObservationIndex index;
  private final RecordStore store;

  LatestObservations(ObservationIndex index, RecordStore store) {
    this.index = index;
    this.store = store;
  }

  /**
   * The latest Observations of each code among those that match and the caller sees, code after
   * code.
   *
   * @param query search parameters as in a FHIR search URL after the question mark
   * @param max how many of each code
   * @throws TooManyObservationsException if there are more than one answer can hold
   */
  public List<Observation> find(Caller caller, String query, int max) {
    List<Entry> entries = index.latestFirst(caller, query, MOST_CANDIDATES);
    List<String> ids =
        LatestPerCode.of(
            max, entries.stream().map(each -> new Candidate(each.id(), each.codes())).toList());
    if (entries.size() >= MOST_CANDIDATES || ids.size() > MOST) {
      throw new TooManyObservationsException();
    }
    Map<String, Observation> byId = new HashMap<>();
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
      store
          .search(
              caller,
              Observation.class,
              "_id=" + URLEncoder.encode(String.join(",", some), UTF_8) + "&_count=" + AT_ONCE)
          .forEach(each -> byId.put(each.getIdElement().getIdPart(), each));
    }
    // One that was deleted meanwhile is left out.
    return new ArrayList<>(ids.stream().map(byId::get).filter(Objects::nonNull).toList());
  }
}
