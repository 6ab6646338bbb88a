package org.attune.assessment.rules;

import java.util.List;
import java.util.Map;

/**
 * How points become a number: a total, or the part of it that some items make up.
 *
 * @param code what the number measures
 * @param items linkIds of the items that count
 * @param method how the points of the items are put together
 * @param factor what the result is multiplied by
 */
public record Scale(Code code, List<String> items, Method method, int factor) {

  /** How points are put together. */
  public enum Method {
    /** The sum of all points. */
    SUM,
    /** The points of the item that has the most. */
    HIGHEST
  }

  /**
   * Keeps its own copy of the linkIds.
   *
   * @throws IllegalArgumentException if no item counts, or the factor is not positive
   */
  public Scale {
    items = List.copyOf(items);
    if (items.isEmpty() || factor < 1) {
      throw new IllegalArgumentException("Score " + code.code() + " has no items or no factor");
    }
  }

  int of(Map<String, Integer> points) {
    return factor * together(points);
  }

  private int together(Map<String, Integer> points) {
    int result = 0;
    for (String item : items) {
      int counted = points.getOrDefault(item, 0);
      result = method == Method.SUM ? result + counted : Math.max(result, counted);
    }
    return result;
  }
}
