package org.attune.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codes of one code system as far as the server has them. */
public interface CodeTable {

  /** The canonical address of the code system. */
  String system();

  /** Its version; absent if it has none. */
  @Nullable String version();

  /** Its name, for people. */
  String name();

  /** Whether every code of the system is here, so that an absent code does not exist. */
  boolean whole();

  /** The concepts with these codes, by code; an unknown code is absent. */
  Map<String, Concept> find(Collection<String> codes);

  /**
   * The concepts that a search finds, in the order of the code system.
   *
   * @throws UnsupportedOperationException if the codes are known by rule only and cannot be listed
   */
  List<Concept> search(Search search);

  /**
   * Whether the one code is above the other, at any distance.
   *
   * @throws UnsupportedOperationException if nothing is known of the hierarchy
   */
  boolean isAbove(String ancestor, String descendant);

  /**
   * What to search for.
   *
   * @param words each must be part of the display, or the start of the code; in lower case
   * @param properties values that properties must have
   * @param root code above all that is sought; absent for no such limit
   * @param withRoot whether the root itself is sought too
   */
  record Search(
      List<String> words, Map<String, String> properties, @Nullable String root, boolean withRoot) {

    /** Every concept that has the words. */
    public static Search of(List<String> words) {
      return new Search(words, Map.of(), null, false);
    }
  }
}
