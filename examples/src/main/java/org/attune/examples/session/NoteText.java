package org.attune.examples.session;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.attune.examples.fhir.Chart;
import org.attune.examples.plan.Assessment;
import org.attune.examples.plan.Progress;
import org.attune.examples.plan.Session;
import org.attune.examples.plan.Session.Kind;
import org.attune.examples.plan.Variation;
import org.attune.examples.story.Phrases;

/** What a note says: in own words, following the course of the scores and the goals. */
final class NoteText {

  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

  private final Chart chart;
  private final Session session;
  private final Progress progress;
  private final String focus;
  private final String key;

  NoteText(Chart chart, Session session) {
    this.chart = chart;
    this.session = session;
    this.progress = Progress.of(chart.client(), session);
    this.focus = focus(chart, session);
    this.key = chart.client().key() + focus;
  }

  private static String focus(Chart chart, Session session) {
    if (session.kind() == Kind.GROUP) {
      return "group";
    }
    return session.kind().medical() ? "medication" : chart.client().focus();
  }

  /** What the client tells. */
  String reported() {
    if (session.kind().first()) {
      return "First visit. History, family, work, health and past treatment taken. "
          + pick(phrases().of(focus, session.kind().medical() ? "first" : progress.state()), 1)
          + scores();
    }
    String opening = session.kind() == Kind.CRISIS ? "Seen the same day in crisis. " : "";
    return opening + pick(phrases().of(focus, progress.state()), session.number()) + scores();
  }

  /** What the clinician sees. */
  String seen() {
    return pick(phrases().seen(progress.state()), session.number())
        + (session.video() ? " Seen by video; client at home, alone in the room." : "");
  }

  /** What was done. */
  String done() {
    return pick(phrases().of(focus, "work"), session.number())
        + " Session "
        + HOUR.format(session.start())
        + " to "
        + HOUR.format(session.end())
        + ".";
  }

  /** How the client took it up. */
  String response() {
    return pick(phrases().response(), session.number());
  }

  /** What the clinician makes of it. */
  String assessment() {
    String goal =
        chart.client().goals().get(session.number() % chart.client().goals().size()).text();
    return trend() + " Goal in view: " + goal + ". " + risk();
  }

  /** What comes next. */
  String plan() {
    return pick(phrases().of(focus, "next"), session.number()) + " " + nextAppointment();
  }

  private String trend() {
    if (session.kind() == Kind.CRISIS) {
      return "In acute distress, able to agree on safety.";
    }
    if (session.kind().first()) {
      return "Picture fits the diagnosis given.";
    }
    if (progress.change() >= Progress.NOTABLE) {
      return "Worse than some weeks ago.";
    }
    if (progress.change() <= -Progress.NOTABLE) {
      return "Improving.";
    }
    return switch (progress.state()) {
      case "better" -> "Gains are holding.";
      case "same" -> "Little change over the last weeks.";
      default -> "Symptoms still marked.";
    };
  }

  private String risk() {
    boolean positive = chart.assessments(session).stream().anyMatch(a -> a.item9() > 0);
    if (session.kind() == Kind.CRISIS) {
      return "Thoughts of death present; no intent after the session; safety plan made and"
          + " handed over.";
    }
    return positive
        ? "Answered the question on thoughts of death or self-harm in the affirmative; asked"
            + " directly: thoughts without intent today; protective people named; plan for"
            + " safety gone over."
        : "No thoughts of harming self or others voiced.";
  }

  private String scores() {
    StringBuilder text = new StringBuilder();
    for (Assessment assessment : chart.assessments(session)) {
      text.append(' ')
          .append("phq-9".equals(assessment.instrument()) ? "PHQ-9 " : "GAD-7 ")
          .append(assessment.total());
      previous(assessment)
          .ifPresent(before -> text.append(" (last time ").append(before).append(')'));
      text.append('.');
    }
    return text.toString();
  }

  private java.util.Optional<Integer> previous(Assessment assessment) {
    return chart.held().stream()
        .filter(earlier -> earlier.start().isBefore(session.start()))
        .flatMap(earlier -> chart.assessments(earlier).stream())
        .filter(earlier -> earlier.instrument().equals(assessment.instrument()))
        .map(Assessment::total)
        .reduce((first, second) -> second);
  }

  private String nextAppointment() {
    return chart.sessions().stream()
        .filter(later -> later.scheduled().isAfter(session.scheduled()))
        .filter(later -> later.clinician().equals(session.clinician()))
        .findFirst()
        .map(
            later ->
                "Next appointment on "
                    + later
                        .scheduled()
                        .getDayOfWeek()
                        .getDisplayName(java.time.format.TextStyle.FULL, Locale.US)
                    + " at "
                    + HOUR.format(later.scheduled())
                    + ".")
        .orElse("No further appointment at present.");
  }

  private Phrases phrases() {
    return chart.story().phrases();
  }

  private String pick(List<String> choices, int index) {
    return Variation.pick(choices, key, index);
  }
}
