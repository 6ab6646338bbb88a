package org.attune.exchange.documents.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The documents that are in scope of {@code $docref}. With a range of care dates those whose care
 * falls into it; without one the current document of each type. Source: US Core 7.0.0, operation
 * docref, parameters start and end.
 */
public final class DocumentScope {

  private DocumentScope() {}

  /**
   * What the rule needs to know of a document.
   *
   * @param id its id
   * @param type one key for all documents of a type
   * @param care when the care was given that it tells of
   */
  public record Candidate(String id, String type, CareSpan care) {}

  /** The ids in scope, latest care first. */
  public static List<String> of(Optional<CareSpan> range, List<Candidate> candidates) {
    List<Candidate> latestFirst = new ArrayList<>(candidates);
    latestFirst.sort(
        Comparator.comparing((Candidate candidate) -> candidate.care().from())
            .reversed()
            .thenComparing(Candidate::id));
    if (range.isPresent()) {
      return latestFirst.stream()
          .filter(candidate -> candidate.care().overlaps(range.get()))
          .map(Candidate::id)
          .toList();
    }
    TreeMap<String, Candidate> current = new TreeMap<>();
    latestFirst.forEach(candidate -> current.putIfAbsent(candidate.type(), candidate));
    return latestFirst.stream().filter(current::containsValue).map(Candidate::id).toList();
  }
}
