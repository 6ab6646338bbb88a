package org.attune.examples.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.examples.story.Client;

/**
 * An instrument filled in at a session.
 *
 * @param instrument {@code phq-9} or {@code gad-7}
 * @param item9 answer to the last item of the PHQ-9, 0 to 3
 */
public record Assessment(Session session, String instrument, int total, int item9) {

  /** Sessions between two assessments, unless the course names the week. */
  private static final int INTERVAL = 4;

  /** What a client filled in, by session. */
  public static Map<Session, List<Assessment>> of(Client client, List<Session> sessions) {
    Map<String, ScoreCourse> courses = new LinkedHashMap<>();
    courses.put("phq-9", ScoreCourse.parse(client.key() + "phq", client.phq9()));
    courses.put("gad-7", ScoreCourse.parse(client.key() + "gad", client.gad7()));
    ScoreCourse item9 = ScoreCourse.parse(client.key(), client.item9());
    boolean therapy = sessions.stream().anyMatch(s -> !s.kind().medical());
    Map<Session, List<Assessment>> all = new LinkedHashMap<>();
    List<String> taken = new ArrayList<>();
    for (Session session : sessions) {
      if (!session.held() || session.kind() == Session.Kind.GROUP) {
        continue;
      }
      if (therapy && session.kind().medical()) {
        continue;
      }
      courses.forEach(
          (instrument, course) -> {
            if (due(session, course) && !taken.contains(instrument + session.week())) {
              taken.add(instrument + session.week());
              all.computeIfAbsent(session, s -> new ArrayList<>())
                  .add(
                      new Assessment(
                          session,
                          instrument,
                          course.at(session.week()),
                          "phq-9".equals(instrument) ? item9.statedOrZero(session.week()) : 0));
            }
          });
    }
    return all;
  }

  private static boolean due(Session session, ScoreCourse course) {
    int week = session.week();
    boolean regular =
        session.number() == 1
            || session.number() % INTERVAL == 0
            || (session.kind().medical() && session.number() % 2 == 0);
    return course.covers(week) && (regular || course.states(week));
  }
}
