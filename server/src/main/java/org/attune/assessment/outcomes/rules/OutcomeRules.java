package org.attune.assessment.outcomes.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attune.assessment.outcomes.rules.Judgement.Verdict;

/**
 * The rules of one instrument about the course of its totals, of which lower ones are better. All
 * are applied, never only one: remission favours who began mild, response who began severe.
 *
 * @param rules at most one for each outcome
 */
public record OutcomeRules(List<OutcomeRule> rules) {

  private static final String TOO_FEW = "There are fewer than two scores";

  /**
   * Keeps its own copy.
   *
   * @throws IllegalArgumentException if two rules are about the same outcome
   */
  public OutcomeRules {
    rules = List.copyOf(rules);
    if (rules.stream().map(OutcomeRule::outcome).distinct().count() < rules.size()) {
      throw new IllegalArgumentException("Two rules are about the same outcome");
    }
  }

  /** The outcomes that are judged, in the order of the rules; what follows from others is last. */
  public List<Outcome> outcomes() {
    List<Outcome> all = new ArrayList<>(rules.stream().map(OutcomeRule::outcome).toList());
    if (combined()) {
      all.add(Outcome.RELIABLE_RECOVERY);
    }
    return List.copyOf(all);
  }

  /** The same rules, with another session after which a client can be off track. */
  public OutcomeRules offTrackAt(int session) {
    return new OutcomeRules(rules.stream().map(rule -> rule.atSession(session)).toList());
  }

  /** What each rule says of a course, in the order of {@link #outcomes()}. */
  public List<Judgement> judge(Course course) {
    List<Judgement> all = new ArrayList<>();
    rules.forEach(rule -> all.add(judge(rule, course)));
    rule(Outcome.RECOVERY)
        .flatMap(
            recovery ->
                rule(Outcome.RELIABLE_IMPROVEMENT)
                    .map(better -> together(judge(recovery, course), judge(better, course))))
        .ifPresent(all::add);
    return List.copyOf(all);
  }

  private boolean combined() {
    return rule(Outcome.RECOVERY).isPresent() && rule(Outcome.RELIABLE_IMPROVEMENT).isPresent();
  }

  private Optional<OutcomeRule> rule(Outcome outcome) {
    return rules.stream().filter(rule -> rule.outcome() == outcome).findFirst();
  }

  private Judgement judge(OutcomeRule rule, Course course) {
    Optional<Point> latest = course.latest();
    String reason = latest.isEmpty() ? TOO_FEW : obstacle(rule, course.points().get(0), course);
    if (latest.isEmpty() || !reason.isEmpty()) {
      return said(rule, Verdict.NOT_APPLICABLE, reason);
    }
    boolean there = holds(rule, course.points().get(0), latest.get());
    return said(rule, there ? Verdict.YES : Verdict.NO, "");
  }

  /** Why a rule says nothing of a course that began so; empty if it does. */
  private String obstacle(OutcomeRule rule, Point baseline, Course course) {
    return switch (rule.outcome()) {
      case RESPONSE -> baseline.value().signum() > 0 ? "" : "The baseline is 0";
      case REMISSION, RECOVERY ->
          baseline.below(rule.value()) ? "The baseline is below " + rule.value() : "";
      case OFF_TRACK -> offCourse(rule, baseline, course);
      default -> "";
    };
  }

  /** Who was no case has not far to fall. */
  private String offCourse(OutcomeRule rule, Point baseline, Course course) {
    Optional<OutcomeRule> caseness = rule(Outcome.RECOVERY);
    if (caseness.isPresent() && baseline.below(caseness.get().value())) {
      return "The baseline is below " + caseness.get().value();
    }
    if (course.sessions().isEmpty()) {
      return "How many sessions there were is not known";
    }
    return course.sessions().getAsInt() < rule.session()
        ? "There were fewer than " + rule.session() + " sessions"
        : "";
  }

  private static boolean holds(OutcomeRule rule, Point baseline, Point latest) {
    BigDecimal fallen = baseline.less(latest);
    BigDecimal value = BigDecimal.valueOf(rule.value());
    return switch (rule.outcome()) {
      case RESPONSE -> fallen.movePointRight(2).compareTo(baseline.value().multiply(value)) >= 0;
      case REMISSION, RECOVERY -> latest.below(rule.value());
      case DETERIORATION -> fallen.negate().compareTo(value) >= 0;
      case OFF_TRACK -> fallen.compareTo(value) < 0;
      default -> fallen.compareTo(value) >= 0;
    };
  }

  private static Judgement said(OutcomeRule rule, Verdict verdict, String reason) {
    return new Judgement(rule.outcome(), verdict, reason, rule.text(), rule.source());
  }

  /** Reliable recovery: NHS Talking Therapies manual. */
  private static Judgement together(Judgement recovery, Judgement improvement) {
    boolean both = recovery.verdict() == Verdict.YES && improvement.verdict() == Verdict.YES;
    boolean applies = recovery.verdict() != Verdict.NOT_APPLICABLE;
    return new Judgement(
        Outcome.RELIABLE_RECOVERY,
        applies ? both ? Verdict.YES : Verdict.NO : Verdict.NOT_APPLICABLE,
        recovery.reason(),
        "Recovery and reliable improvement together",
        improvement.source());
  }
}
