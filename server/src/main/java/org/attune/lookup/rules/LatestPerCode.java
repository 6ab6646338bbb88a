package org.attune.lookup.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The latest Observations of each kind. Two are of one kind if they have a code in common, or each
 * has one in common with a third, for codings of one code are translations of each other. Source:
 * FHIR R4, operation Observation/$lastn.
 */
public final class LatestPerCode {

  /** The kind of all that have no code. */
  private static final String NONE = "";

  private final Map<String, String> parents = new HashMap<>();

  private LatestPerCode() {}

  /**
   * What the rule needs to know of an Observation.
   *
   * @param id its id
   * @param codes one key for each of its codings
   */
  public record Candidate(String id, Set<String> codes) {

    /** Keeps its own copy. */
    public Candidate {
      codes = Set.copyOf(codes);
    }

    private String anyCode() {
      return codes.isEmpty() ? NONE : codes.iterator().next();
    }
  }

  /**
   * The ids of the latest of each kind, kind after kind; kinds in the order of their latest.
   *
   * @param max how many of each kind
   * @param latestFirst all candidates, latest first
   */
  public static List<String> of(int max, List<Candidate> latestFirst) {
    LatestPerCode kinds = new LatestPerCode();
    latestFirst.forEach(each -> each.codes().forEach(code -> kinds.join(each.anyCode(), code)));
    Map<String, List<String>> latest = new LinkedHashMap<>();
    for (Candidate each : latestFirst) {
      List<String> ids =
          latest.computeIfAbsent(kinds.kind(each.anyCode()), kind -> new ArrayList<>());
      if (ids.size() < max) {
        ids.add(each.id());
      }
    }
    return latest.values().stream().flatMap(List::stream).toList();
  }

  private void join(String one, String other) {
    parents.put(kind(one), kind(other));
  }

  private String kind(String code) {
    String kind = code;
    for (String parent = parents.get(kind);
        parent != null && !parent.equals(kind);
        parent = parents.get(kind)) {
      kind = parent;
    }
    return kind;
  }
}
