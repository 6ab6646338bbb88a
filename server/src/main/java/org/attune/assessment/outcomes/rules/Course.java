package org.attune.assessment.outcomes.rules;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The scores of one client by one instrument, and the sessions since the first.
 *
 * @param points the scores, from the first to the last
 * @param sessions how many sessions there were since the first score; absent if that is not known
 */
public record Course(List<Point> points, OptionalInt sessions) {

  /** Keeps its own copy, in the order of time; of one moment, in the order given. */
  public Course {
    points = points.stream().sorted(Comparator.comparing(Point::at)).toList();
  }

  /** The first score. */
  public Optional<Point> baseline() {
    return points.stream().findFirst();
  }

  /** The last score, if it is another than the baseline. */
  public Optional<Point> latest() {
    return points.size() < 2 ? Optional.empty() : Optional.of(points.get(points.size() - 1));
  }

  /** The latest score less the baseline. */
  public Optional<BigDecimal> change() {
    return latest().map(last -> last.less(points.get(0)));
  }
}
