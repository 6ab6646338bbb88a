package org.attune.assessment.outcomes.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.attune.assessment.outcomes.rules.Judgement.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules at their edges, and the published examples of the NHS manual: PHQ-9 and GAD-7. */
class OutcomeRulesTest {

  private static final Instant FIRST = Instant.parse("2026-01-05T09:00:00Z");

  private static final OutcomeRules PHQ_9 =
      new OutcomeRules(
          List.of(
              rule(Outcome.RESPONSE, 50),
              rule(Outcome.REMISSION, 5),
              rule(Outcome.RECOVERY, 10),
              rule(Outcome.RELIABLE_IMPROVEMENT, 6),
              rule(Outcome.DETERIORATION, 6),
              rule(Outcome.MEANINGFUL_IMPROVEMENT, 5),
              new OutcomeRule(Outcome.OFF_TRACK, 5, 6, "source")));

  private static final OutcomeRules GAD_7 =
      new OutcomeRules(
          List.of(
              rule(Outcome.RECOVERY, 8),
              rule(Outcome.RELIABLE_IMPROVEMENT, 4),
              rule(Outcome.DETERIORATION, 4)));

  @ParameterizedTest(name = "PHQ-9 from {0} to {1}")
  @CsvSource(
      textBlock =
          """
          # from, to, response remission recovery reliable deterioration meaningful both
          20, 10, yes no no yes no yes no
          20, 11, no no no yes no yes no
          21, 11, no no no yes no yes no
          21, 10, yes no no yes no yes no
          19, 9, yes no yes yes no yes yes
          20, 5, yes no yes yes no yes yes
          20, 4, yes yes yes yes no yes yes
          27, 0, yes yes yes yes no yes yes
          10, 9, no no yes no no no no
          10, 5, yes no yes no no yes no
          10, 4, yes yes yes yes no yes yes
          14, 9, no no yes no no yes no
          15, 10, no no no no no yes no
          15, 11, no no no no no no no
          15, 9, no no yes yes no yes yes
          10, 15, no no no no no no no
          10, 16, no no no no yes no no
          """)
  void thePhq9IsJudgedByAllItsRules(int from, int to, String expected) {
    Course course = course(OptionalInt.empty(), from, to);
    List<Outcome> order =
        List.of(
            Outcome.RESPONSE,
            Outcome.REMISSION,
            Outcome.RECOVERY,
            Outcome.RELIABLE_IMPROVEMENT,
            Outcome.DETERIORATION,
            Outcome.MEANINGFUL_IMPROVEMENT,
            Outcome.RELIABLE_RECOVERY);

    assertThat(order.stream().map(outcome -> verdict(PHQ_9, course, outcome)))
        .containsExactly(expected.split(" "));
  }

  @ParameterizedTest(name = "GAD-7 from {0} to {1}")
  @CsvSource({
    "8, 7, yes, no, no, no",
    "8, 4, yes, yes, yes, no",
    "8, 5, yes, no, no, no",
    "7, 3, n/a, yes, n/a, no",
    "21, 8, no, yes, no, no",
    "12, 7, yes, yes, yes, no",
    "8, 11, no, no, no, no",
    "8, 12, no, no, no, yes",
  })
  void theGad7IsJudgedByAllItsRules(
      int from, int to, String recovery, String reliable, String both, String deterioration) {
    Course course = course(OptionalInt.of(3), from, to);

    assertThat(verdict(GAD_7, course, Outcome.RECOVERY)).isEqualTo(recovery);
    assertThat(verdict(GAD_7, course, Outcome.RELIABLE_IMPROVEMENT)).isEqualTo(reliable);
    assertThat(verdict(GAD_7, course, Outcome.RELIABLE_RECOVERY)).isEqualTo(both);
    assertThat(verdict(GAD_7, course, Outcome.DETERIORATION)).isEqualTo(deterioration);
  }

  @ParameterizedTest(name = "from {0} to {1} in {2} sessions")
  @CsvSource({
    "15, 11, 6, yes",
    "15, 10, 6, no",
    "15, 16, 9, yes",
    "15, 11, 5, n/a",
    "15, 11, -1, n/a",
    "10, 9, 6, yes",
    "9, 9, 6, n/a",
  })
  void whoWasACaseIsOffTrackIfThereIsTooLittleChangeAfterSoManySessions(
      int from, int to, int sessions, String expected) {
    OptionalInt known = sessions < 0 ? OptionalInt.empty() : OptionalInt.of(sessions);

    assertThat(verdict(PHQ_9, course(known, from, to), Outcome.OFF_TRACK)).isEqualTo(expected);
  }

  @Test
  void withoutACutOffEverybodyCanBeOffTrack() {
    OutcomeRules only =
        new OutcomeRules(List.of(new OutcomeRule(Outcome.OFF_TRACK, 5, 6, "source")));

    assertThat(verdict(only, course(OptionalInt.of(6), 3, 2), Outcome.OFF_TRACK)).isEqualTo("yes");
  }

  @Test
  void theSessionCanBeSetForAllRules() {
    OutcomeRules later = PHQ_9.offTrackAt(8);
    Course course = course(OptionalInt.of(7), 15, 15);

    assertThat(verdict(PHQ_9, course, Outcome.OFF_TRACK)).isEqualTo("yes");
    assertThat(verdict(later, course, Outcome.OFF_TRACK)).isEqualTo("n/a");
    assertThat(later.outcomes()).isEqualTo(PHQ_9.outcomes());
  }

  @Test
  void aRuleThatDoesNotApplySaysWhy() {
    assertThat(PHQ_9.judge(course(OptionalInt.of(2), 0, 0)))
        .extracting(Judgement::reason)
        .containsExactly(
            "The baseline is 0",
            "The baseline is below 5",
            "The baseline is below 10",
            "",
            "",
            "",
            "The baseline is below 10",
            "The baseline is below 10");
    assertThat(PHQ_9.judge(course(OptionalInt.of(2), 12, 0)))
        .extracting(Judgement::reason)
        .contains("There were fewer than 6 sessions");
    assertThat(PHQ_9.judge(course(OptionalInt.empty(), 12, 0)))
        .extracting(Judgement::reason)
        .contains("How many sessions there were is not known");
  }

  @Test
  void fewerThanTwoScoresShowNothing() {
    for (Course course : List.of(course(OptionalInt.of(9)), course(OptionalInt.of(9), 20))) {
      assertThat(PHQ_9.judge(course))
          .hasSize(8)
          .allMatch(each -> each.verdict() == Verdict.NOT_APPLICABLE)
          .allMatch(each -> each.reason().equals("There are fewer than two scores"));
      assertThat(course.latest()).isEmpty();
      assertThat(course.change()).isEmpty();
    }
  }

  @Test
  void everyJudgementNamesRuleAndSource() {
    assertThat(PHQ_9.judge(course(OptionalInt.of(7), 20, 3)))
        .extracting(each -> each.outcome().code() + ": " + each.rule())
        .containsExactly(
            "response: At least 50 % below the baseline",
            "remission: Below 5, from a baseline of 5 or more",
            "recovery: Below 10, from a baseline of 10 or more (a case)",
            "reliable-improvement: At least 6 points below the baseline",
            "deterioration: At least 6 points above the baseline",
            "meaningful-improvement: At least 5 points below the baseline",
            "off-track: Not yet 5 points below the baseline after 6 sessions",
            "reliable-recovery: Recovery and reliable improvement together");
    assertThat(PHQ_9.judge(course(OptionalInt.of(7), 20, 3)))
        .allMatch(each -> each.source().equals("source"));
  }

  @Test
  void aCourseIsReadInTheOrderOfTime() {
    Course course =
        new Course(List.of(point(2, 7), point(0, 18), point(1, 25)), OptionalInt.empty());

    assertThat(course.baseline()).contains(point(0, 18));
    assertThat(course.latest()).contains(point(2, 7));
    assertThat(course.change()).contains(BigDecimal.valueOf(-11));
    assertThat(course(OptionalInt.empty()).baseline()).isEmpty();
  }

  @Test
  void reliableRecoveryNeedsBothRules() {
    assertThat(PHQ_9.outcomes()).last().isEqualTo(Outcome.RELIABLE_RECOVERY);
    assertThat(new OutcomeRules(List.of(rule(Outcome.RECOVERY, 10))).outcomes())
        .containsExactly(Outcome.RECOVERY);
    assertThat(new OutcomeRules(List.of(rule(Outcome.RELIABLE_IMPROVEMENT, 6))).outcomes())
        .containsExactly(Outcome.RELIABLE_IMPROVEMENT);
    assertThatIllegalArgumentException().isThrownBy(() -> rule(Outcome.RELIABLE_RECOVERY, 1));
  }

  @Test
  void rulesThatCannotBeAppliedAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> rule(Outcome.RESPONSE, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutcomeRule(Outcome.RESPONSE, 50, 0, " "));
    assertThatIllegalArgumentException().isThrownBy(() -> rule(Outcome.OFF_TRACK, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutcomeRule(Outcome.RESPONSE, 50, 6, "source"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OutcomeRules(List.of(rule(Outcome.RESPONSE, 50), rule(Outcome.RESPONSE, 40))));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void anOutcomeIsFoundByItsCode(Outcome outcome) {
    assertThat(Outcome.of(outcome.code())).contains(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RESPONSE", "better"})
  void otherCodesAreNoOutcomes(String code) {
    assertThat(Outcome.of(code)).isEmpty();
  }

  @Test
  void aShareIsOfThoseToWhomTheRuleApplies() {
    assertThat(new Tally(Outcome.RESPONSE, List.of("a", "b", "c"), List.of("a", "b")).share())
        .contains(new BigDecimal("0.6667"));
    assertThat(new Tally(Outcome.RESPONSE, List.of(), List.of()).share()).isEmpty();
  }

  private static OutcomeRule rule(Outcome outcome, int value) {
    return new OutcomeRule(outcome, value, 0, "source");
  }

  private static Course course(OptionalInt sessions, int... values) {
    List<Point> points = new ArrayList<>();
    for (int value : values) {
      points.add(point(points.size(), value));
    }
    return new Course(points, sessions);
  }

  private static Point point(int week, int value) {
    return new Point(FIRST.plus(7L * week, ChronoUnit.DAYS), BigDecimal.valueOf(value));
  }

  private static String verdict(OutcomeRules rules, Course course, Outcome outcome) {
    return rules.judge(course).stream()
        .filter(judgement -> judgement.outcome() == outcome)
        .map(judgement -> judgement.verdict().code().replace("not-applicable", "n/a"))
        .findFirst()
        .orElseThrow();
  }
}
