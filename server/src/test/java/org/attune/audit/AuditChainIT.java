package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/** Committed rows are sealed within seconds, and whatever is done to them afterwards is named. */
@FhirIntegrationTest
class AuditChainIT {

  private static final String SEALED =
      """
      select count(*) from attune.audit_event e join attune.audit_block b on b.epoch = e.epoch
      and b.first_txn <= e.txn and e.txn < b.end_txn where e.id = ?""";

  private final FhirClient client;
  private final AuditTrailClient audit;
  private final JdbcTemplate jdbc;
  private final Path dataDirectory;

  AuditChainIT(
      @Autowired FhirHttp http,
      @Autowired JdbcTemplate jdbc,
      @Value("${attune.data-dir}") Path dataDirectory) {
    this.client = http.client();
    this.audit = new AuditTrailClient(client);
    this.jdbc = jdbc;
    this.dataDirectory = dataDirectory;
  }

  private UUID sealedRow() {
    UUID id = UUID.fromString(audit.get("Patient?_count=1").event().getIdElement().getIdPart());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Integer.valueOf(1).equals(jdbc.queryForObject(SEALED, Integer.class, id)));
    return id;
  }

  private List<String> faults() {
    Parameters report = client.get("AuditEvent/$verify").as(Parameters.class);
    List<String> faults =
        report.getParameter().stream()
            .filter(each -> "message".equals(each.getName()))
            .map(each -> each.getValue().primitiveValue())
            .filter(line -> line.startsWith("FAULT: "))
            .toList();
    boolean result = ((BooleanType) report.getParameterValue("result")).booleanValue();
    assertThat(result).isEqualTo(faults.isEmpty());
    return faults;
  }

  @Test
  void an_untouched_record_verifies() {
    sealedRow();

    assertThat(faults()).isEmpty();
  }

  @Test
  void one_changed_row_is_found_and_named() {
    UUID id = sealedRow();
    jdbc.update("update attune.audit_event set actor = 'nobody' where id = ?", id);
    List<String> faults = faults();
    jdbc.update("update attune.audit_event set actor = 'operator' where id = ?", id);

    assertThat(faults).singleElement().asString().contains("AuditEvent/" + id, "was changed");
    assertThat(faults()).isEmpty();
  }

  @Test
  void one_missing_row_is_found_and_named() {
    UUID id = sealedRow();
    jdbc.execute(
        "create table attune.stolen as select * from attune.audit_event where id = '" + id + "'");
    jdbc.update("delete from attune.audit_event where id = ?", id);
    List<String> faults = faults();
    jdbc.execute("insert into attune.audit_event select * from attune.stolen");
    jdbc.execute("drop table attune.stolen");

    assertThat(faults).singleElement().asString().contains("AuditEvent/" + id, "is missing");
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_row_smuggled_in_afterwards_is_found_and_named() {
    UUID id = sealedRow();
    UUID added = UUID.randomUUID();
    jdbc.execute(
        "create table attune.forged as select * from attune.audit_event where id = '" + id + "'");
    jdbc.update("update attune.forged set id = ?", added);
    jdbc.execute("insert into attune.audit_event select * from attune.forged");
    jdbc.execute("drop table attune.forged");
    List<String> faults = faults();
    jdbc.update("delete from attune.audit_event where id = ?", added);

    assertThat(faults).singleElement().asString().contains("AuditEvent/" + added, "was added");
  }

  @Test
  void a_row_changed_together_with_its_hash_is_found_by_the_signature() {
    UUID id = sealedRow();
    jdbc.execute("create table attune.kept as select * from attune.audit_block where number = 1");
    jdbc.update("update attune.audit_block set row_count = row_count + 1 where number = 1");
    List<String> faults = faults();
    jdbc.execute("delete from attune.audit_block where number = 1");
    jdbc.execute("insert into attune.audit_block select * from attune.kept");
    jdbc.execute("drop table attune.kept");

    assertThat(id).isNotNull();
    assertThat(faults).anyMatch(fault -> fault.contains("link 1 was changed"));
    assertThat(faults()).isEmpty();
  }

  @Test
  void the_signing_key_is_its_owners_alone() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(
                    dataDirectory.resolve("audit").resolve("signing.key"))))
        .isEqualTo("rw-------");
  }
}
