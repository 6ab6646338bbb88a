package org.attune.exchange.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Jobs of export: to whom they belong, when they end, and what becomes of those that broke off. */
@FhirIntegrationTest
class ExportJobsIT {

  private final FhirClient client;
  private final BulkClient bulk;
  private final PatientsOfATest patients;
  private final JdbcTemplate jdbc;

  ExportJobsIT(@Autowired FhirHttp http, @Autowired JdbcTemplate jdbc) {
    this.client = http.client();
    this.bulk = new BulkClient(client);
    this.patients = new PatientsOfATest(client);
    this.jdbc = jdbc;
  }

  @BeforeEach
  void store() {
    patients.store();
  }

  @Test
  @DisplayName("X10: files are closed without a token, and another's export does not exist")
  void x10_filesBelongToWhoeverStartedTheExport() {
    String status = bulk.start("Patient/$export?_type=Patient");
    String file = bulk.manifest(status).path("output").path(0).path("url").asText();

    assertThat(client.send(client.anonymous(file).GET()).status()).isEqualTo(401);
    assertThat(bulk.file(file).status()).isEqualTo(200);
    jdbc.update("update attune.export_job set actor_id = 'another' where id = ?", job(status));
    assertThat(bulk.file(file).status()).isEqualTo(404);
    assertThat(bulk.poll(status).status()).isEqualTo(404);
    assertThat(client.delete(status).status()).isEqualTo(404);
    assertThat(count("export_job", job(status))).isEqualTo(1);
    jdbc.update("update attune.export_job set actor_kind = 'SYSTEM' where id = ?", job(status));
    jdbc.update("update attune.export_job set actor_id = 'operator' where id = ?", job(status));
    assertThat(bulk.file(file).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("X16: a job that cannot be done ends in an OperationOutcome, also under JSON")
  void x16_failedJobIsAnOutcome() {
    UUID job = job(bulk.start(patients.group() + "/$export"));
    Group group = client.get(patients.group()).as(Group.class);
    assertThat(client.delete(patients.group()).status()).isEqualTo(200);
    // Put back to its beginning, whatever has become of it so far.
    jdbc.update(
        "update attune.export_job set state = 'queued', lease_until = null, expires_at = null where id = ?",
        job);

    Answer answer = bulk.end(statusOf(job));

    assertThat(group.getMember()).isNotEmpty();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Content-Type")).isEqualTo("application/fhir+json");
    assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
        .contains("Group has been deleted");
    assertThat(client.delete(statusOf(job)).status()).isEqualTo(202);
  }

  @Test
  @DisplayName("An export whose server died begins anew, and leaves nothing of the first attempt")
  void anExportWhoseServerDiedBeginsAnew() {
    UUID job = job(bulk.start("Patient/$export?_type=Patient"));
    bulk.manifest(statusOf(job));
    // As a server leaves it that was killed in the middle: running, with a piece, without a lease.
    jdbc.update("delete from attune.export_file where job_id = ?", job);
    jdbc.update(
        "update attune.export_job set state = 'running', expires_at = null,"
            + " transaction_time = null, lease_until = now() - interval '1 second' where id = ?",
        job);

    JsonNode manifest = bulk.manifest(statusOf(job));

    assertThat(bulk.ids(manifest, "Patient"))
        .doesNotHaveDuplicates()
        .containsAll(patients.patientIds());
    assertThat(
            jdbc.queryForList(
                "select distinct attempt from attune.export_chunk where job_id = ?",
                Integer.class,
                job))
        .containsExactly(2);
  }

  @Test
  @DisplayName("An export that breaks off again and again is given up with a clear word")
  void anExportThatBreaksOffAgainAndAgainIsGivenUp() {
    UUID job = job(bulk.start("Patient/$export?_type=Patient"));
    bulk.manifest(statusOf(job));
    jdbc.update(
        "update attune.export_job set state = 'running', failures = 2, expires_at = null,"
            + " lease_until = now() - interval '1 second' where id = ?",
        job);

    Answer answer = bulk.end(statusOf(job));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
        .contains("broke off several times");
  }

  @Test
  @DisplayName("A resource that cannot be read is told among the errors and stops nothing")
  void anUnreadableResourceIsToldAmongTheErrors() {
    String broken = patients.deletablePatient();
    String stored =
        jdbc.queryForObject(
            "select res_text_vc from hfj_res_ver where res_id ="
                + " (select res_id from hfj_resource where fhir_id = ?)",
            String.class,
            broken);
    setText(broken, "{broken");
    try {
      JsonNode manifest = bulk.export("Patient/$export?_type=Patient");

      assertThat(bulk.ids(manifest, "Patient"))
          .containsAll(patients.patientIds())
          .doesNotContain(broken);
      assertThat(manifest.path("error")).hasSize(1);
      assertThat(bulk.file(manifest.path("error").path(0).path("url").asText()).body())
          .contains("Patient/" + broken);
    } finally {
      setText(broken, String.valueOf(stored));
    }
  }

  private void setText(String id, String text) {
    jdbc.update(
        "update hfj_res_ver set res_text_vc = ? where res_id ="
            + " (select res_id from hfj_resource where fhir_id = ?)",
        text,
        id);
  }

  @Test
  @DisplayName("Jobs and files are gone when their time is over")
  void jobsExpire() {
    String status = bulk.start("Patient/$export?_type=Patient");
    String file = bulk.manifest(status).path("output").path(0).path("url").asText();
    Integer hours =
        jdbc.queryForObject(
            "select round(extract(epoch from expires_at - now()) / 3600)::int"
                + " from attune.export_job where id = ?",
            Integer.class,
            job(status));

    assertThat(hours).isEqualTo(24);
    jdbc.update("update attune.export_job set expires_at = now() where id = ?", job(status));
    assertThat(bulk.poll(status).status()).isEqualTo(404);
    assertThat(bulk.file(file).status()).isEqualTo(404);
    Awaitility.await()
        .until(() -> count("export_job", job(status)) + count("export_chunk", job(status)) == 0);
  }

  @Test
  @DisplayName("Who has too many exports under way is told to wait")
  void tooManyExportsAreRefused() {
    jdbc.update(
        "insert into attune.export_job (id, actor_kind, actor_id, url, request, state, lease_until)"
            + " select gen_random_uuid(), 'OPERATOR', 'operator', 'test', '{}', 'running',"
            + " now() + interval '1 hour' from generate_series(1, 20)");
    try {
      Answer answer = bulk.kickOff("Patient/$export");

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(answer.issue().getCode()).isEqualTo(OperationOutcome.IssueType.THROTTLED);
    } finally {
      jdbc.update("delete from attune.export_job where url = 'test'");
    }
  }

  @Test
  @DisplayName("What a slow writer commits is waited for, so it is not missed between two exports")
  void aSlowWriterIsWaitedFor() throws Exception {
    String late = patients.patientIds().get(0);
    try (Connection writer = Objects.requireNonNull(jdbc.getDataSource()).getConnection()) {
      writer.setAutoCommit(false);
      try (PreparedStatement write =
          writer.prepareStatement(
              "update hfj_res_ver set res_text_vc = replace(res_text_vc, 'Erika', 'Late')"
                  + " where res_id = (select res_id from hfj_resource where fhir_id = ?)")) {
        write.setString(1, late);
        assertThat(write.executeUpdate()).isEqualTo(1);
      }
      String status = bulk.start("Patient/$export?_type=Patient");

      // Without a writer it would be over by then.
      Awaitility.await()
          .during(Duration.ofSeconds(2))
          .until(() -> bulk.poll(status).status() == 202);
      writer.commit();
      assertThat(bulk.resources(bulk.manifest(status)).getOrDefault("Patient", List.of()))
          .filteredOn(patient -> late.equals(patient.getIdElement().getIdPart()))
          .singleElement()
          .satisfies(
              patient ->
                  assertThat(((Patient) patient).getNameFirstRep().getGivenAsSingleString())
                      .isEqualTo("Late"));
    }
  }

  private Integer count(String table, UUID job) {
    String column = "export_job".equals(table) ? "id" : "job_id";
    Integer count =
        jdbc.queryForObject(
            "select count(*) from attune." + table + " where " + column + " = ?",
            Integer.class,
            job);
    return count == null ? 0 : count;
  }

  private static UUID job(String status) {
    return UUID.fromString(status.substring(status.indexOf('=') + 1));
  }

  private static String statusOf(UUID job) {
    return "$export-poll-status?_jobId=" + job;
  }
}
