package org.attune.examples.client;

import static org.attune.examples.fhir.Drafts.ref;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.story.Client;
import org.attune.examples.story.Client.Aim;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Goal.GoalLifecycleStatus;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Quantity;

/** What client and clinician agreed on: episode, team, treatment plan and goals. */
public final class Plans {

  private static final int REVIEW_WEEKS = 12;

  private Plans() {}

  /** Adds them. */
  public static void add(Chart chart) {
    addEpisode(chart);
    addTeam(chart);
    for (int index = 0; index < chart.client().goals().size(); index++) {
      addGoal(chart, index);
    }
    addPlan(chart);
    if (chart.client().safetyPlan() != null) {
      SafetyPlans.add(chart, chart.client().safetyPlan());
    }
  }

  private static boolean over(Client client) {
    return client.discharge() != null;
  }

  private static void addEpisode(Chart chart) {
    Client client = chart.client();
    EpisodeOfCare episode = new EpisodeOfCare();
    episode.setStatus(
        over(client)
            ? EpisodeOfCare.EpisodeOfCareStatus.FINISHED
            : EpisodeOfCare.EpisodeOfCareStatus.ACTIVE);
    episode.addType(Codes.ownConcept("episode-type", client.episode()));
    episode.addType(
        Codes.ownConcept("program-type", client.sud() ? "sud-part-2" : "mental-health"));
    episode
        .setPatient(chart.patient())
        .setManagingOrganization(Chart.organization())
        .setCareManager(chart.practitioner(chart.therapist()))
        .setPeriod(Times.period(chart.firstDay(), over(client) ? chart.lastDay() : null));
    episode
        .addDiagnosis()
        .setCondition(Problems.problem(client, client.diagnoses().get(0)))
        .setRank(1);
    episode.addTeam(ref("CareTeam", client.key()));
    if (client.discharge() != null) {
      episode.addExtension(
          new Extension(
              Drafts.BASE + "StructureDefinition/discharge-reason",
              Codes.ownConcept("discharge-reason", client.discharge())));
    }
    chart.add(episode, client.key());
  }

  private static void addTeam(Chart chart) {
    Client client = chart.client();
    CareTeam team = new CareTeam();
    team.setStatus(over(client) ? CareTeam.CareTeamStatus.INACTIVE : CareTeam.CareTeamStatus.ACTIVE)
        .setName("Care team of " + client.display())
        .setSubject(chart.patient())
        .setPeriod(Times.period(chart.firstDay(), over(client) ? chart.lastDay() : null))
        .addManagingOrganization(Chart.organization());
    List<String> staff = client.tracks().stream().map(Client.Track::with).distinct().toList();
    staff.forEach(
        key ->
            team.addParticipant()
                .addRole(Codes.ownConcept("practice-role", chart.practice().member(key).role()))
                .setMember(ref("PractitionerRole", key, chart.practice().member(key).display()))
                .setOnBehalfOf(Chart.organization()));
    String supervisor = chart.therapist().supervisor();
    if (supervisor != null) {
      team.addParticipant()
          .addRole(Codes.ownConcept("practice-role", "supervisor"))
          .setMember(chart.practitioner(chart.practice().member(supervisor)))
          .setOnBehalfOf(Chart.organization());
    }
    team.addParticipant()
        .addRole(Codes.hl7Concept("v3-RoleClass", "PAT").setText("Client"))
        .setMember(chart.patient());
    client
        .guardianList()
        .forEach(
            guardian ->
                team.addParticipant()
                    .addRole(Codes.hl7Concept("v3-RoleCode", guardian.relationship()))
                    .setMember(
                        ref(
                            "RelatedPerson",
                            client.key() + "/" + guardian.key(),
                            guardian.given() + " " + guardian.family())));
    chart.add(team, client.key());
  }

  private static void addGoal(Chart chart, int index) {
    Client client = chart.client();
    Aim aim = client.goals().get(index);
    Goal goal = new Goal();
    goal.setLifecycleStatus(
            !over(client)
                ? GoalLifecycleStatus.ACTIVE
                : "achieved".equals(aim.status())
                    ? GoalLifecycleStatus.COMPLETED
                    : GoalLifecycleStatus.CANCELLED)
        .setAchievementStatus(Codes.hl7Concept("goal-achievement", aim.status()))
        .setDescription(new org.hl7.fhir.r4.model.CodeableConcept().setText(aim.text()))
        .setSubject(chart.patient())
        .setStart(Times.date(chart.firstDay()))
        .setStatusDateElement(Times.date(chart.lastDay()))
        .setExpressedBy(chart.patient())
        .addAddresses(Problems.problem(client, client.diagnoses().get(0)));
    Goal.GoalTargetComponent target =
        goal.addTarget().setDue(Times.date(chart.firstDay().plusWeeks(26)));
    if (aim.target() != null) {
      goal.addCategory(Codes.ownConcept("goal-kind", "objective"));
      target
          .setMeasure(Codes.loinc("phq9".equals(aim.score()) ? "44261-6" : "70274-6"))
          .setDetail(
              new Quantity()
                  .setValue(BigDecimal.valueOf(aim.target()))
                  .setComparator(Quantity.QuantityComparator.LESS_OR_EQUAL)
                  .setUnit("{score}")
                  .setSystem("http://unitsofmeasure.org")
                  .setCode("{score}"));
    } else {
      goal.addCategory(Codes.ownConcept("goal-kind", "goal"));
    }
    chart.add(goal, client.key() + "/" + index);
  }

  private static void addPlan(Chart chart) {
    Client client = chart.client();
    Session agreed = chart.heldAlone().get(Math.min(1, chart.heldAlone().size() - 1));
    LocalDate start = agreed.start().toLocalDate();
    CarePlan plan = new CarePlan();
    plan.setText(narrative(chart));
    plan.setStatus(over(client) ? CarePlanStatus.COMPLETED : CarePlanStatus.ACTIVE)
        .setIntent(CarePlanIntent.PLAN)
        .setTitle("Treatment plan")
        .setSubject(chart.patient())
        .setEncounter(ref("Encounter", agreed.key()))
        .setCreatedElement(Times.dateTime(start))
        .setPeriod(Times.period(start, over(client) ? chart.lastDay() : null))
        .setAuthor(chart.practitioner(chart.therapist()))
        .addContributor(chart.patient())
        .addCareTeam(ref("CareTeam", client.key()));
    plan.addCategory(Codes.usCore("careplan-category", "assess-plan"));
    plan.addCategory(Codes.ownConcept("care-plan-category", "treatment-plan"));
    client.diagnoses().forEach(diagnosis -> plan.addAddresses(Problems.problem(client, diagnosis)));
    for (int index = 0; index < client.goals().size(); index++) {
      plan.addGoal(ref("Goal", client.key() + "/" + index));
    }
    if (!over(client)) {
      LocalDate review = start;
      while (chart.calendar().past(review)) {
        review = review.plusWeeks(REVIEW_WEEKS);
      }
      plan.addExtension(
          new Extension(Drafts.BASE + "StructureDefinition/next-review", Times.date(review)));
    }
    client.tracks().forEach(track -> addActivity(chart, plan, track));
    chart.add(plan, client.key() + "/treatment");
  }

  private static void addActivity(Chart chart, CarePlan plan, Client.Track track) {
    plan.addActivity()
        .getDetail()
        .setStatus(
            over(chart.client())
                ? CarePlan.CarePlanActivityStatus.COMPLETED
                : CarePlan.CarePlanActivityStatus.INPROGRESS)
        .setDescription(
            (track.kind().equals("individual") ? "Individual sessions" : track.kind() + " sessions")
                + " of "
                + track.planned()
                + " minutes, every "
                + (track.every() == 1 ? "week" : track.every() + " weeks"))
        .addPerformer(chart.practitioner(chart.practice().member(track.with())));
  }

  private static Narrative narrative(Chart chart) {
    StringBuilder text = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\"><ul>");
    chart.client().goals().forEach(aim -> text.append("<li>").append(aim.text()).append("</li>"));
    Narrative narrative = new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED);
    narrative.setDivAsString(text.append("</ul></div>").toString());
    return narrative;
  }
}
