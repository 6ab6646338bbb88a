package org.attune.exchange.bulk.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an export is to hold.
 *
 * @param level which of the three operations
 * @param group id of the Group, for {@link Level#GROUP}
 * @param types resource types; empty for all
 * @param queries searches by resource type, one of which a resource of the type must match
 * @param since only what was updated after it
 * @param patients ids of the patients to limit the export to; empty for all
 * @param ignored names of parameters that the client allowed to be ignored
 */
public record ExportRequest(
    Level level,
    Optional<String> group,
    Set<String> types,
    Map<String, List<String>> queries,
    Optional<Instant> since,
    Set<String> patients,
    List<String> ignored) {

  /** Keeps its own copies. */
  public ExportRequest {
    types = Set.copyOf(types);
    queries = Map.copyOf(queries);
    patients = Set.copyOf(patients);
    ignored = List.copyOf(ignored);
  }

  /** Which of the three operations of the Bulk Data guide. */
  public enum Level {
    /** Everything. */
    SYSTEM,
    /** All patients. */
    PATIENT,
    /** The patients who are members of a Group. */
    GROUP
  }

  /**
   * The types to look at, in alphabetical order.
   *
   * @param present types of which the record holds anything
   */
  public List<String> typesAmong(Set<String> present) {
    Set<String> wanted = new TreeSet<>(present);
    if (!types.isEmpty()) {
      wanted.retainAll(types);
    }
    return List.copyOf(wanted);
  }

  /** Whether any of some types is asked for. */
  public boolean wantsAnyOf(Set<String> some) {
    return types.isEmpty() || types.stream().anyMatch(some::contains);
  }
}
