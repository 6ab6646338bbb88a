package org.attune.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The record as it stood at one instant; valid only while {@link RecordSnapshots} runs the work.
 */
public interface RecordSnapshot {

  /** The instant, in milliseconds: no resource of the snapshot was updated after it. */
  Instant time();

  /** Types of which there is at least one resource, in alphabetical order. */
  List<String> types();

  /**
   * Limits everything that is read from here on to the compartments of some patients and what they
   * refer to.
   *
   * @param patients ids without type; absent for all patients
   * @param withAssociated whether resources of {@link RecordSnapshots#associatedTypes()} and
   *     Provenances are wanted, which cost more to find
   */
  void limitToPatients(@Nullable Set<String> patients, boolean withAssociated);

  /**
   * Gives out the resources of a selection one by one, none of them deleted, in no particular
   * order.
   */
  void each(Selection selection, Reader reader);

  /**
   * What is read.
   *
   * @param type resource type
   * @param since only what was updated after it; absent for everything
   * @param queries search parameters as after the question mark of a search URL; a resource must
   *     match one of them, if there are any
   */
  record Selection(String type, @Nullable Instant since, List<String> queries) {

    /** Keeps its own copy of the queries. */
    public Selection {
      queries = List.copyOf(queries);
    }
  }

  /** Takes what is read. */
  interface Reader {

    /**
     * Takes a resource.
     *
     * @param json its JSON in one line, as a read of it would give
     */
    void resource(String json);

    /**
     * Takes note of a resource whose stored form cannot be read.
     *
     * @param id without type
     */
    void unreadable(String type, String id);
  }
}
