package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.examples.SamplePracticeTest.day;
import static org.attune.examples.SamplePracticeTest.ofType;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.story.Story;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** What happens to the clients over the year, told of each by at least one. */
final class SampleHistoriesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final List<Resource> ALL = SamplePractice.on(DAY).resources();
  private static final Map<String, Integer> ORDINALS =
      Map.of("LA6568-5", 0, "LA6569-3", 1, "LA6570-1", 2, "LA6571-9", 3);

  @Test
  void theHistoriesReachBackAYear() {
    List<LocalDate> days =
        ofType(ALL, Appointment.class).map(a -> day(a.getStartElement())).sorted().toList();

    assertThat(days.get(0)).isBetween(DAY.minusWeeks(53), DAY.minusWeeks(52));
    assertThat(days.get(days.size() - 1)).isBetween(DAY.plusDays(1), DAY.plusWeeks(3));
  }

  @Test
  void manyClientsComeWeekAfterWeek() {
    Map<String, List<LocalDate>> held =
        ofType(ALL, Appointment.class)
            .filter(a -> a.getStatus() == AppointmentStatus.FULFILLED)
            .collect(
                Collectors.groupingBy(
                    a -> a.getParticipantFirstRep().getActor().getReference(),
                    Collectors.mapping(a -> day(a.getStartElement()), Collectors.toList())));

    assertThat(held.values().stream().filter(days -> weeklyPairs(days) >= 8))
        .hasSizeGreaterThanOrEqualTo(8);
  }

  private static long weeklyPairs(List<LocalDate> days) {
    Set<LocalDate> all = Set.copyOf(days);
    return all.stream().filter(day -> all.contains(day.plusWeeks(1))).count();
  }

  @Test
  void missedAppointmentsComeInEveryKind() {
    assertThat(
            ofType(ALL, Appointment.class)
                .collect(Collectors.groupingBy(Appointment::getStatus, Collectors.counting())))
        .containsKeys(
            AppointmentStatus.NOSHOW, AppointmentStatus.CANCELLED, AppointmentStatus.BOOKED)
        .satisfies(
            counts -> assertThat(counts.get(AppointmentStatus.NOSHOW)).isGreaterThanOrEqualTo(15));
  }

  @Test
  void scoresImproveStallAndRelapse() {
    assertThat(clients(SampleHistoriesTest::improves, "phq-9", "gad-7"))
        .contains("daniel-park", "grace-kim", "fatima-ali", "sofia-rossi")
        .doesNotContain("walter-hughes", "jamal-wright");
    assertThat(clients(SampleHistoriesTest::stalls, "phq-9", "gad-7"))
        .contains("tomas-nowak", "walter-hughes")
        .doesNotContain("daniel-park", "grace-kim");
    assertThat(clients(SampleHistoriesTest::relapses, "phq-9", "gad-7"))
        .contains("jane-doe", "rosa-delgado")
        .doesNotContain("daniel-park", "walter-hughes", "george-wallace");
  }

  private static boolean improves(List<Integer> totals) {
    return totals.size() >= 5
        && totals.get(0) - totals.get(totals.size() - 1) >= 10
        && IntStream.range(1, totals.size())
            .allMatch(index -> totals.get(index) <= totals.get(index - 1) + 3);
  }

  /** Moderate or worse, and within two points from the second score to the last. */
  private static boolean stalls(List<Integer> totals) {
    List<Integer> later = totals.size() < 6 ? List.of() : totals.subList(1, totals.size());
    return !later.isEmpty()
        && later.stream().allMatch(total -> total >= 10)
        && later.stream().mapToInt(Integer::intValue).max().orElseThrow()
                - later.stream().mapToInt(Integer::intValue).min().orElseThrow()
            <= 2;
  }

  /** Five points down, five up again later, and five down once more or at least below the top. */
  private static boolean relapses(List<Integer> totals) {
    for (int low = 1; low < totals.size() - 1; low++) {
      int bottom = totals.get(low);
      int before = totals.subList(0, low).stream().mapToInt(t -> t).max().orElseThrow();
      int after =
          totals.subList(low + 1, totals.size()).stream().mapToInt(t -> t).max().orElseThrow();
      if (before - bottom >= 5
          && after - bottom >= 5
          && totals.get(totals.size() - 1) <= after - 4) {
        return true;
      }
    }
    return false;
  }

  private static Collection<String> clients(
      Function<List<Integer>, Boolean> course, String... instruments) {
    return Story.read().clients().stream()
        .map(client -> client.key())
        .filter(
            client ->
                Stream.of(instruments)
                    .anyMatch(instrument -> course.apply(totals(client, instrument))))
        .toList();
  }

  private static List<Integer> totals(String client, String instrument) {
    return ofType(ALL, QuestionnaireResponse.class)
        .filter(r -> r.getSubject().getReference().equals(reference(client)))
        .filter(r -> r.getQuestionnaire().contains(instrument))
        .sorted(Comparator.comparing(QuestionnaireResponse::getAuthored))
        .map(
            r ->
                r.getItem().stream()
                    .map(item -> ((Coding) item.getAnswerFirstRep().getValue()).getCode())
                    .mapToInt(code -> ORDINALS.getOrDefault(code, 0))
                    .sum())
        .toList();
  }

  @Test
  void diagnosesChangeAndTheOldOnesAreClosed() {
    assertThat(problems("elena-vasquez"))
        .containsEntry("F43.10", "inactive")
        .containsEntry("F43.12", "active");
    assertThat(problems("tomas-nowak"))
        .containsEntry("F43.22", "resolved")
        .containsEntry("F41.1", "active");
    assertThat(problems("maya-johnson"))
        .containsEntry("F32.A", "inactive")
        .containsEntry("F31.81", "active");
  }

  private static Map<String, String> problems(String client) {
    return ofType(ALL, Condition.class)
        .filter(c -> c.getSubject().getReference().equals(reference(client)))
        .filter(
            c -> c.getCategoryFirstRep().getCodingFirstRep().getCode().equals("problem-list-item"))
        .collect(
            Collectors.toMap(
                c -> c.getCode().getCodingFirstRep().getCode(),
                c -> c.getClinicalStatus().getCodingFirstRep().getCode()));
  }

  @Test
  void everyClientHasAPlanWithGoalsAndSomeReachTheirs() {
    Set<String> goals =
        ofType(ALL, Goal.class).map(SamplePracticeTest::key).collect(Collectors.toSet());

    for (var client : Story.read().clients()) {
      assertThat(
              ofType(ALL, CarePlan.class)
                  .filter(p -> p.getSubject().getReference().equals(reference(client.key())))
                  .flatMap(p -> p.getGoal().stream())
                  .map(goal -> goal.getReference()))
          .as(client.key())
          .isNotEmpty()
          .isSubsetOf(goals);
    }
    assertThat(ofType(ALL, Goal.class).map(Goal::getLifecycleStatus).distinct())
        .contains(Goal.GoalLifecycleStatus.ACTIVE, Goal.GoalLifecycleStatus.COMPLETED);
  }

  @Test
  void medicationsAreStartedStoppedAndReported() {
    assertThat(ofType(ALL, MedicationRequest.class).map(MedicationRequest::getStatus).distinct())
        .contains(
            MedicationRequest.MedicationRequestStatus.ACTIVE,
            MedicationRequest.MedicationRequestStatus.STOPPED);
    assertThat(ofType(ALL, MedicationStatement.class)).isNotEmpty();
    assertThat(
            ofType(ALL, MedicationRequest.class)
                .map(request -> day(request.getAuthoredOnElement()))
                .map(day -> ChronoUnit.WEEKS.between(day, DAY)))
        .as("weeks ago")
        .contains(52L)
        .anySatisfy(weeks -> assertThat(weeks).isLessThan(20));
  }

  private static String reference(String client) {
    return "Patient/" + Drafts.id("Patient", client);
  }
}
