package org.attune.assessment.outcomes;

import java.util.List;
import org.attune.assessment.outcomes.rules.Course;
import org.attune.assessment.outcomes.rules.Judgement;

/**
 * The course of one client by one instrument.
 *
 * @param measured the instrument
 * @param series all scores from the first to the last, those that the answers did not give included
 * @param course the scores that there are
 */
public record InstrumentCourse(Measured measured, List<Scored> series, Course course) {

  /** Keeps its own copy. */
  public InstrumentCourse {
    series = List.copyOf(series);
  }

  /** What each rule of the instrument says. */
  public List<Judgement> judgements() {
    return measured.rules().judge(course);
  }

  /** The kept score of a point of the course. */
  public Scored kept(org.attune.assessment.outcomes.rules.Point point) {
    return series.stream()
        .filter(scored -> scored.point().filter(point::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
