package org.attune.exchange.bulk.internal;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.exchange.bulk.ExportProperties;
import org.attune.exchange.bulk.rules.ExportRefused;
import org.attune.exchange.bulk.rules.ExportRequest;
import org.attune.exchange.bulk.rules.ExportRequest.Level;
import org.attune.store.Caller;
import org.attune.store.RecordSnapshot;
import org.attune.store.RecordSnapshots;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does one export from beginning to end. */
@Component
class ExportRun {

  private static final String OPERATION = "$export";
  private static final String PROVENANCE = "Provenance";

  private final RecordSnapshots snapshots;
  private final RecordStore records;
  private final ExportJobs jobs;
  private final ExportFiles files;
  private final ExportProperties properties;
  private final FhirContext context;

  ExportRun(
      RecordSnapshots snapshots,
      RecordStore records,
      ExportJobs jobs,
      ExportFiles files,
      ExportProperties properties,
      FhirContext context) {
    this.snapshots = snapshots;
    this.records = records;
    this.jobs = jobs;
    this.files = files;
    this.properties = properties;
    this.context = context;
  }

  /**
   * Writes the files and completes the job.
   *
   * @throws AttemptEnded if the job was removed or taken over meanwhile
   * @throws ExportRefused if what it is about is gone
   */
  void run(ExportJob job) {
    Caller caller = Caller.resumed(job.actor(), OPERATION);
    Instant time = snapshots.read(caller, snapshot -> write(job, caller, snapshot));
    jobs.complete(job, time);
  }

  private Instant write(ExportJob job, Caller caller, RecordSnapshot snapshot) {
    ExportRequest request = job.request();
    Set<String> present = new HashSet<>(snapshot.types());
    if (request.level() != Level.SYSTEM) {
      Set<String> around =
          Stream.of(snapshots.associatedTypes(), Set.of(PROVENANCE))
              .flatMap(Set::stream)
              .collect(Collectors.toSet());
      snapshot.limitToPatients(patients(caller, request), request.wantsAnyOf(around));
      present.retainAll(patientTypes(snapshots));
    }
    NdjsonFiles output = new NdjsonFiles(job, jobs, files, properties.resourcesPerFile());
    Problems problems = new Problems(request.ignored());
    for (String type : request.typesAmong(present)) {
      output.begin(type, false);
      List<String> queries = request.queries().getOrDefault(type, List.of());
      snapshot.each(
          new RecordSnapshot.Selection(type, request.since().orElse(null), queries),
          problems.reader(output));
    }
    problems.writeTo(output);
    return snapshot.time();
  }

  /** Types that exports of patients can give. */
  static Set<String> patientTypes(RecordSnapshots snapshots) {
    return Stream.of(snapshots.compartmentTypes(), snapshots.associatedTypes())
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  /** Ids of the patients to export; null for all. */
  private @Nullable Set<String> patients(Caller caller, ExportRequest request) {
    Set<String> named = request.patients();
    if (request.level() == Level.PATIENT) {
      return named.isEmpty() ? null : named;
    }
    Group group =
        records
            .read(caller, Group.class, request.group().orElseThrow())
            .orElseThrow(() -> new ExportRefused("The Group has been deleted meanwhile"));
    Set<String> members = members(group);
    if (!named.isEmpty()) {
      members.retainAll(named);
    }
    return members;
  }

  /** Ids of the patients who are members and not marked inactive. */
  static Set<String> members(Group group) {
    return group.getMember().stream()
        .filter(member -> !member.getInactive())
        .map(member -> member.getEntity().getReferenceElement())
        .filter(reference -> "Patient".equals(reference.getResourceType()))
        .map(reference -> Optional.ofNullable(reference.getIdPart()).orElse(""))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** What goes into the file of messages. */
  private final class Problems {

    private static final int MOST = 1_000;

    private final List<OperationOutcome> outcomes = new java.util.ArrayList<>();
    private long left;

    Problems(List<String> ignored) {
      for (String name : ignored) {
        add(IssueSeverity.WARNING, IssueType.NOTSUPPORTED, name + " was ignored");
      }
    }

    RecordSnapshot.Reader reader(NdjsonFiles output) {
      return new RecordSnapshot.Reader() {
        @Override
        public void resource(String json) {
          output.add(json);
        }

        @Override
        public void unreadable(String type, String id) {
          if (outcomes.size() < MOST) {
            add(
                IssueSeverity.ERROR,
                IssueType.EXCEPTION,
                type + "/" + id + " is left out: what is stored of it cannot be read");
          } else {
            left++;
          }
        }
      };
    }

    private void add(IssueSeverity severity, IssueType type, String message) {
      OperationOutcome outcome = new OperationOutcome();
      outcome.addIssue().setSeverity(severity).setCode(type).setDiagnostics(message);
      outcomes.add(outcome);
    }

    void writeTo(NdjsonFiles output) {
      if (left > 0) {
        add(IssueSeverity.ERROR, IssueType.EXCEPTION, left + " more resources are left out");
      }
      output.begin("OperationOutcome", true);
      outcomes.forEach(
          outcome -> output.add(context.newJsonParser().encodeResourceToString(outcome)));
      output.end();
    }
  }
}
