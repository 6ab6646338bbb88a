package org.attune.examples.plan;

import java.util.Set;
import org.attune.examples.story.Client;

/**
 * How a client does at a session; decides which sentences fit.
 *
 * @param state key of the sentences: {@code worse}, {@code same} or {@code better}
 * @param change by how much the leading score has moved in five weeks; zero without scores
 */
public record Progress(String state, int change) {

  private static final String WORSE = "worse";
  private static final String SAME = "same";
  private static final String BETTER = "better";

  /** A change of the total that a note speaks of. */
  public static final int NOTABLE = 2;

  private static final int LOOK_BACK_WEEKS = 5;

  /** Near the worst, and well below it, as shares of the highest score of the year. */
  private static final double HIGH = 0.85;

  private static final double MIDDLE = 0.75;
  private static final double LOW = 0.6;

  /** Where the GAD-7 tells more than the PHQ-9. */
  private static final Set<String> ANXIOUS = Set.of("anxiety", "panic", "compulsion");

  /** Judged by the course of the scores, or without any by how long the work has gone on. */
  public static Progress of(Client client, Session session) {
    ScoreCourse course = course(client);
    int week = session.week();
    if (course.empty()) {
      double done = (double) (client.firstWeek() - week) / client.firstWeek();
      return new Progress(done < 0.3 ? WORSE : done < 0.65 ? SAME : BETTER, 0);
    }
    int now = course.at(week);
    int change = now - course.at(Math.min(week + LOOK_BACK_WEEKS, client.firstWeek()));
    double share = (double) now / Math.max(1, course.highest());
    if (share >= HIGH || (change >= NOTABLE && share > MIDDLE)) {
      return new Progress(WORSE, change);
    }
    return new Progress(share <= LOW && change < NOTABLE ? BETTER : SAME, change);
  }

  private static ScoreCourse course(Client client) {
    boolean anxious =
        client.gad7() != null && (client.phq9() == null || ANXIOUS.contains(client.focus()));
    return anxious
        ? ScoreCourse.parse(client.key() + "gad", client.gad7())
        : ScoreCourse.parse(client.key() + "phq", client.phq9());
  }
}
