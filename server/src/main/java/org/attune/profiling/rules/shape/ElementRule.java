package org.attune.profiling.rules.shape;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a profile says of an element.
 *
 * @param source where the rule comes from, in words for people: the id of the profile
 * @param cardinality how often the element may be there, counted within its parent
 * @param value what each of them may be
 * @param invariants what must be true of each of them
 * @param slices kinds of them, with more rules
 * @param children rules for their elements, by name without {@code [x]}
 */
public record ElementRule(
    String source,
    Cardinality cardinality,
    ValueRule value,
    List<Invariant> invariants,
    List<Slice> slices,
    Map<String, ElementRule> children) {

  /**
   * How often an element may be there.
   *
   * @param min at least
   * @param max at most; {@link Integer#MAX_VALUE} for any number
   */
  public record Cardinality(int min, int max) {

    /** Any number, or none. */
    public static final Cardinality ANY = new Cardinality(0, Integer.MAX_VALUE);
  }

  /** The rule for an element, if the profile has one. */
  public @Nullable ElementRule child(String name) {
    return children.get(name);
  }
}
