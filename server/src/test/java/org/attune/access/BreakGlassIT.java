package org.attune.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.attune.access.Staff.Somebody;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.Until;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** In an emergency a chart is opened: with a reason, for some hours, and never unseen. */
@FhirIntegrationTest
class BreakGlassIT {

  private static final String LOOK = "user/*.cruds";
  private static final String REASON = "A neighbour called about a crisis";

  private final FhirClient operator;
  private final Staff staff;
  private final JdbcTemplate jdbc;
  private final String patient;

  BreakGlassIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.operator = http.client();
    this.staff = new Staff(http, directory, jdbc);
    this.jdbc = jdbc;
    this.patient =
        operator
            .post(
                "Patient",
                """
                {"resourceType":"Patient","gender":"unknown",
                "identifier":[{"system":"urn:example:access","value":"%s"}],
                "name":[{"family":"Tester","given":["Emergency"]}]}"""
                    .formatted(UUID.randomUUID()))
            .id();
  }

  private Answer open(FhirClient app, String id, String purpose, String reason) {
    HttpRequest.Builder request =
        app.request("Patient/" + id + "/$break-glass")
            .header("Content-Type", "application/fhir+json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"resourceType":"Parameters","parameter":[
                    {"name":"reason","valueString":"%s"}]}"""
                        .formatted(reason)));
    if (!purpose.isEmpty()) {
      request.header("X-Purpose-Of-Use", purpose);
    }
    return app.send(request);
  }

  @Test
  @DisplayName("A clinician opens a chart for some hours; the owner is asked to review it")
  void aChartIsOpenedForSomeHours() {
    Somebody clinician = staff.somebody(AccountRole.CLINICIAN);
    FhirClient app = staff.app(clinician, LOOK);
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(404);

    Answer opened = open(app, patient, "BTG", REASON);

    assertThat(opened.status()).as(opened.body()).isEqualTo(200);
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(200);
    assertThat(app.get("Observation?patient=" + patient).status()).isEqualTo(200);
    Reference review = (Reference) opened.as(Parameters.class).getParameter("review").getValue();
    Task task =
        staff
            .app(staff.somebody(AccountRole.PRACTICE_OWNER), LOOK)
            .get(review.getReference())
            .as(Task.class);
    assertThat(task.getReasonCode().getText()).isEqualTo(REASON);
    assertThat(task.getRequester().getReference()).isEqualTo(clinician.reference());
    assertThat(task.getFor().getReference()).isEqualTo("Patient/" + patient);
    assertThat(audited(clinician)).contains("\"BTG\"");
  }

  private String audited(Somebody clinician) {
    Answer rows = operator.get("AuditEvent?purpose=BTG&agent=" + clinician.account().id());
    assertThat(rows.status()).as(rows.body()).isEqualTo(200);
    return rows.body();
  }

  @Test
  @DisplayName("An opened chart closes by the clock")
  void anOpenedChartCloses() {
    Somebody clinician = staff.somebody(AccountRole.ASSOCIATE);
    FhirClient app = staff.app(clinician, LOOK);
    assertThat(open(app, patient, "ETREAT", REASON).status()).isEqualTo(200);
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(200);
    jdbc.update(
        "update attune.access_grant set valid_until = valid_from where actor = ?",
        clinician.reference());
    jdbc.query("select pg_notify('attune_access', ?)", row -> {}, clinician.reference());

    Until.holds(() -> app.get("Patient/" + patient).status() == 404);
  }

  @Test
  @DisplayName("Without purpose, reason, patient or a clinical role no chart is opened")
  void withoutAReasonNothingIsOpened() {
    FhirClient app = staff.app(staff.somebody(AccountRole.CLINICIAN), LOOK);
    assertThat(open(app, patient, "", REASON).status()).isEqualTo(400);
    assertThat(open(app, patient, "TREAT", REASON).status()).isEqualTo(400);
    assertThat(open(app, patient, "BTG", "because").status()).isEqualTo(400);
    assertThat(open(app, "not-there", "BTG", REASON).status()).isEqualTo(404);
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(404);
    for (AccountRole role :
        List.of(AccountRole.FRONT_DESK, AccountRole.BILLER, AccountRole.CLIENT)) {
      assertThat(open(staff.app(staff.somebody(role), LOOK), patient, "BTG", REASON).status())
          .as(role.code())
          .isEqualTo(403);
    }
    assertThat(open(operator, patient, "BTG", REASON).status()).isEqualTo(403);
  }
}
