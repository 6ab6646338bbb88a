package org.attune.examples.plan;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the total of an instrument moves over the weeks. */
public final class ScoreCourse {

  private final String key;
  private final NavigableMap<Integer, Integer> knots;

  private ScoreCourse(String key, NavigableMap<Integer, Integer> knots) {
    this.key = key;
    this.knots = knots;
  }

  /**
   * Reads a course.
   *
   * @param key varies the scores between the knots
   * @param text {@code week:score} pairs divided by blanks; null for no course
   */
  public static ScoreCourse parse(String key, @Nullable String text) {
    NavigableMap<Integer, Integer> knots = new TreeMap<>();
    if (text != null) {
      for (String pair : text.split(" ", -1)) {
        int colon = pair.indexOf(':');
        knots.put(
            Integer.valueOf(pair.substring(0, colon)), Integer.valueOf(pair.substring(colon + 1)));
      }
    }
    return new ScoreCourse(key, knots);
  }

  /** Whether the course names a score for this very week. */
  public boolean states(int week) {
    return knots.containsKey(week);
  }

  /** Whether there is a score to take in a week. */
  public boolean covers(int week) {
    return !knots.isEmpty() && week <= knots.lastKey() && week >= knots.firstKey();
  }

  /** The score of a week: as stated, else between its neighbours and off by at most one. */
  public int at(int week) {
    Integer stated = knots.get(week);
    if (stated != null) {
      return stated;
    }
    Map.Entry<Integer, Integer> later = knots.floorEntry(week);
    Map.Entry<Integer, Integer> earlier = knots.ceilingEntry(week);
    if (later == null || earlier == null) {
      return later == null ? knots.firstEntry().getValue() : later.getValue();
    }
    double share = (double) (earlier.getKey() - week) / (earlier.getKey() - later.getKey());
    double between = earlier.getValue() + share * (later.getValue() - earlier.getValue());
    return Math.max(0, (int) Math.round(between) + Variation.of(key + week, 3) - 1);
  }

  /** The value stated for a week, or none. */
  public int statedOrZero(int week) {
    return knots.getOrDefault(week, 0);
  }

  /** The highest score of the course. */
  public int highest() {
    return knots.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** Whether there is any score. */
  public boolean empty() {
    return knots.isEmpty();
  }
}
