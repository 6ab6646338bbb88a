package org.attune.assessment.outcomes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attune.assessment.outcomes.rules.Judgement;
import org.attune.assessment.outcomes.rules.Judgement.Verdict;
import org.attune.assessment.outcomes.rules.Outcome;
import org.attune.assessment.outcomes.rules.Tally;
import org.attune.store.Caller;
import org.attune.store.RecordSets;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Service;

/** The outcomes of many clients by one instrument, as far as the caller sees their scores. */
@Service
public class Caseload {

  private final RecordStore records;
  private final RecordSets sets;
  private final Scores scores;

  Caseload(RecordStore records, RecordSets sets, OutcomeCatalog catalog) {
    this.records = records;
    this.sets = sets;
    this.scores = new Scores(catalog);
  }

  /**
   * Whose outcomes are asked for.
   *
   * @param practitioner the Practitioner or PractitionerRole who treats them, as a relative
   *     reference: by the Patient, by an episode or by a care team; absent: whoever does
   * @param subject the Patient or the Group of Patients, as a relative reference; absent: everybody
   */
  public record Clients(Optional<String> practitioner, Optional<String> subject) {}

  /**
   * What was found.
   *
   * @param clients ids of the clients with a score in the span
   * @param tallies by each rule of the instrument
   */
  public record Report(List<String> clients, List<Tally> tallies) {}

  /** The report on a caseload; a subject that the caller does not see is nobody. */
  public Report report(Caller caller, Measured measured, Clients clients, Span span) {
    Optional<Set<String>> limits = limits(caller, clients);
    if (limits.isPresent() && limits.get().isEmpty()) {
      return report(measured, Map.of(), Sessions.unknown());
    }
    TreeSet<String> patients = new TreeSet<>(limits.orElse(Set.of()));
    Map<String, List<Observation>> byPatient = new TreeMap<>();
    sets.all(caller, Observation.class, Scores.query(List.of(measured), patients, span))
        .forEach(
            observation ->
                byPatient
                    .computeIfAbsent(
                        observation.getSubject().getReferenceElement().getIdPart(),
                        id -> new ArrayList<>())
                    .add(observation));
    Sessions sessions =
        Scores.needSessions(List.of(measured))
            ? Sessions.read(sets, caller, patients, span)
            : Sessions.unknown();
    return report(measured, byPatient, sessions);
  }

  private Report report(
      Measured measured, Map<String, List<Observation>> byPatient, Sessions sessions) {
    List<String> clients = new ArrayList<>();
    Map<Outcome, List<String>> applies = new HashMap<>();
    Map<Outcome, List<String>> there = new HashMap<>();
    byPatient.forEach(
        (patient, found) ->
            scores
                .courses(found, sessions)
                .forEach(
                    course -> {
                      clients.add(patient);
                      course.judgements().forEach(each -> count(patient, each, applies, there));
                    }));
    return new Report(
        clients,
        measured.rules().outcomes().stream()
            .map(
                outcome ->
                    new Tally(
                        outcome,
                        applies.getOrDefault(outcome, List.of()),
                        there.getOrDefault(outcome, List.of())))
            .toList());
  }

  private static void count(
      String patient,
      Judgement judgement,
      Map<Outcome, List<String>> applies,
      Map<Outcome, List<String>> there) {
    if (judgement.verdict() != Verdict.NOT_APPLICABLE) {
      applies.computeIfAbsent(judgement.outcome(), outcome -> new ArrayList<>()).add(patient);
    }
    if (judgement.verdict() == Verdict.YES) {
      there.computeIfAbsent(judgement.outcome(), outcome -> new ArrayList<>()).add(patient);
    }
  }

  private Optional<Set<String>> limits(Caller caller, Clients clients) {
    Optional<Set<String>> treated = clients.practitioner().map(who -> treatedBy(caller, who));
    Optional<Set<String>> named = clients.subject().map(subject -> members(caller, subject));
    if (treated.isEmpty() || named.isEmpty()) {
      return treated.or(() -> named);
    }
    Set<String> both = new TreeSet<>(treated.get());
    both.retainAll(named.get());
    return Optional.of(both);
  }

  private Set<String> treatedBy(Caller caller, String who) {
    Set<String> patients = new TreeSet<>();
    sets.all(caller, Patient.class, "general-practitioner=" + who)
        .forEach(patient -> patients.add(patient.getIdElement().getIdPart()));
    if (who.startsWith("Practitioner/")) {
      sets.all(
              caller,
              EpisodeOfCare.class,
              "status=planned,waitlist,active,onhold&care-manager=" + who)
          .forEach(episode -> patients.add(episode.getPatient().getReferenceElement().getIdPart()));
    }
    sets.all(caller, CareTeam.class, "status=proposed,active&participant=" + who)
        .forEach(team -> patients.add(team.getSubject().getReferenceElement().getIdPart()));
    return patients;
  }

  private Set<String> members(Caller caller, String subject) {
    String id = subject.substring(subject.indexOf('/') + 1);
    Set<String> patients = new TreeSet<>();
    if (subject.startsWith("Patient/")) {
      patients.add(id);
      return patients;
    }
    records.read(caller, Group.class, id).stream()
        .flatMap(group -> group.getMember().stream())
        .filter(member -> !member.getInactive())
        .map(member -> member.getEntity().getReferenceElement())
        .filter(member -> "Patient".equals(member.getResourceType()))
        .forEach(member -> patients.add(member.getIdPart()));
    return patients;
  }
}
