package org.attune.examples.client;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.story.Client;
import org.attune.examples.story.Client.Diagnosis;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/** The problem list as it changed, and the diagnoses as they stood at intake and in crisis. */
public final class Problems {

  private static final String ASSERTED =
      "http://hl7.org/fhir/StructureDefinition/condition-assertedDate";

  /** Codes that themselves say remission. */
  private static final Set<String> REMISSION = Set.of("F32.5", "F10.21", "F31.76");

  private Problems() {}

  /** Adds the conditions. */
  public static void add(Chart chart) {
    for (Diagnosis diagnosis : chart.client().diagnoses()) {
      addProblem(chart, diagnosis);
    }
    for (Session session : chart.held()) {
      if (session.kind().first() || session.kind() == Session.Kind.CRISIS) {
        chart
            .client()
            .diagnosesIn(session.week())
            .forEach(diagnosis -> addEncounterDiagnosis(chart, session, diagnosis));
      }
    }
  }

  /** The problem behind a diagnosis. */
  public static Reference problem(Client client, Diagnosis diagnosis) {
    return Drafts.ref("Condition", client.key() + "/" + diagnosis.code());
  }

  private static void addProblem(Chart chart, Diagnosis diagnosis) {
    LocalDate known = day(chart, diagnosis.from());
    Condition condition = condition(chart, diagnosis, "problem-list-item");
    condition
        .setClinicalStatus(Codes.hl7Concept("condition-clinical", clinicalStatus(diagnosis)))
        .setVerificationStatus(Codes.hl7Concept("condition-ver-status", verification(diagnosis)))
        .setRecordedDateElement(Times.dateTime(known))
        .setOnset(Times.dateTime(known.minusMonths(diagnosis.code().startsWith("Z") ? 1 : 4)));
    condition.addExtension(
        new Extension(
            ASSERTED,
            Times.dateTime(
                diagnosis.confirmed() == null ? known : day(chart, diagnosis.confirmed()))));
    if (diagnosis.to() != null) {
      condition.setAbatement(Times.dateTime(day(chart, diagnosis.to())));
    }
    if (diagnosis.code().startsWith("Z63")) {
      condition.addCategory(Codes.usCore("us-core-category", "sdoh"));
    }
    chart.add(condition, chart.client().key() + "/" + diagnosis.code());
  }

  private static void addEncounterDiagnosis(Chart chart, Session session, Diagnosis diagnosis) {
    Condition condition = condition(chart, diagnosis, "encounter-diagnosis");
    condition
        .setEncounter(Drafts.ref("Encounter", session.key()))
        .setRecordedDateElement(Times.dateTime(session.end()))
        .setClinicalStatus(Codes.hl7Concept("condition-clinical", "active"))
        .setVerificationStatus(
            Codes.hl7Concept(
                "condition-ver-status",
                diagnosis.provisional() || later(diagnosis, session)
                    ? "provisional"
                    : "confirmed"));
    chart.add(condition, session.key() + "/" + diagnosis.code());
  }

  private static boolean later(Diagnosis diagnosis, Session session) {
    return diagnosis.confirmed() != null && diagnosis.confirmed() < session.week();
  }

  private static Condition condition(Chart chart, Diagnosis diagnosis, String category) {
    Condition condition = new Condition();
    condition.addCategory(Codes.hl7Concept("condition-category", category));
    condition
        .setCode(Codes.icd(diagnosis.code(), chart.story().title(diagnosis.code())))
        .setSubject(chart.patient())
        .setRecorder(chart.practitioner(chart.therapist()))
        .setAsserter(chart.practitioner(chart.therapist()));
    return condition;
  }

  private static String clinicalStatus(Diagnosis diagnosis) {
    if (diagnosis.to() != null) {
      return diagnosis.provisional() ? "inactive" : "resolved";
    }
    return REMISSION.contains(diagnosis.code()) ? "remission" : "active";
  }

  private static String verification(Diagnosis diagnosis) {
    if (diagnosis.refuted()) {
      return "refuted";
    }
    return diagnosis.provisional() ? "provisional" : "confirmed";
  }

  private static LocalDate day(Chart chart, Integer week) {
    return chart.sessions().stream()
        .filter(session -> session.held() && session.week() <= Objects.requireNonNull(week))
        .findFirst()
        .map(session -> session.start().toLocalDate())
        .orElseGet(chart::lastDay);
  }
}
