package org.attune.exchange.bulk.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.exchange.bulk.BulkExports;
import org.attune.exchange.bulk.ExportFile;
import org.attune.exchange.bulk.ExportState;
import org.attune.exchange.bulk.rules.ExportRefused;
import org.attune.exchange.bulk.rules.ExportRequest;
import org.attune.exchange.bulk.rules.ExportRequest.Level;
import org.attune.store.BulkAccess;
import org.attune.store.Caller;
import org.attune.store.RecordSnapshots;
import org.attune.store.RecordStore;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;

/** Exports as rows of a table that workers take up. */
@Component
class JobExports implements BulkExports {

  private final ExportJobs jobs;
  private final ExportFiles files;
  private final ExportWorkers workers;
  private final RecordSnapshots snapshots;
  private final RecordStore records;
  private final BulkAccess access;

  JobExports(
      ExportJobs jobs,
      ExportFiles files,
      ExportWorkers workers,
      RecordSnapshots snapshots,
      RecordStore records,
      BulkAccess access) {
    this.jobs = jobs;
    this.files = files;
    this.workers = workers;
    this.snapshots = snapshots;
    this.records = records;
    this.access = access;
  }

  @Override
  public UUID start(Caller caller, ExportRequest request, String url) {
    request
        .queries()
        .forEach((type, queries) -> queries.forEach(query -> check(caller, type, query)));
    if (request.types().stream()
        .anyMatch(type -> access.narrowing(caller.actor(), type).isEmpty())) {
      throw new BeyondScopes();
    }
    checkPatients(caller, request);
    if (jobs.full(caller.actor())) {
      throw new TooManyExports();
    }
    UUID job = jobs.add(caller.actor(), request, url);
    workers.wake();
    return job;
  }

  private void check(Caller caller, String type, String query) {
    snapshots.check(type, query);
    access.check(caller.actor(), type, query);
  }

  private void checkPatients(Caller caller, ExportRequest request) {
    if (request.level() == Level.GROUP) {
      Group group =
          records
              .read(caller, Group.class, request.group().orElseThrow())
              .orElseThrow(NoSuchGroup::new);
      Set<String> members = ExportRun.members(group);
      if (!members.containsAll(request.patients())) {
        throw new ExportRefused("patient names someone who is no member of the Group");
      }
      return;
    }
    for (String patient : request.patients()) {
      if (records.read(caller, Patient.class, patient).isEmpty()) {
        throw new ExportRefused("patient names a Patient that does not exist");
      }
    }
  }

  @Override
  public Optional<ExportState> state(Caller caller, UUID job) {
    return jobs.state(caller.actor(), job);
  }

  @Override
  public boolean remove(Caller caller, UUID job) {
    return jobs.remove(caller.actor(), job);
  }

  @Override
  public Optional<ExportFile> file(Caller caller, UUID job, int number) {
    Optional<ExportFile> found =
        state(caller, job)
            .filter(ExportState.Complete.class::isInstance)
            .map(ExportState.Complete.class::cast)
            .flatMap(
                complete ->
                    complete.files().stream().filter(file -> file.number() == number).findFirst());
    if (found.isPresent() && !access.covers(caller.actor(), jobs.limits(caller.actor(), job))) {
      throw new BeyondScopes();
    }
    return found;
  }

  @Override
  public void write(ExportFile file, boolean packed, OutputStream out) throws IOException {
    files.write(file, packed, out);
  }
}
