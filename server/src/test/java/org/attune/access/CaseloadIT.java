package org.attune.access;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Staff see the clients with whom they have to do, and no other, from one moment to the next. */
@FhirIntegrationTest
class CaseloadIT {

  private static final String LOOK = "user/*.cruds";

  private final FhirClient operator;
  private final Staff staff;
  private final JdbcTemplate jdbc;

  CaseloadIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.operator = http.client();
    this.staff = new Staff(http, directory, jdbc);
    this.jdbc = jdbc;
  }

  private String stored(String type, String body) {
    Answer answer = operator.post(type, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.id();
  }

  private String patient(String more) {
    return stored(
        "Patient",
        """
        {"resourceType":"Patient","gender":"unknown",%s
        "identifier":[{"system":"urn:example:access","value":"%s"}],
        "name":[{"family":"Tester","given":["Chart"]}]}"""
            .formatted(more, UUID.randomUUID()));
  }

  private String team(String patient, String member, String more) {
    return stored("CareTeam", teamJson("", patient, member, more));
  }

  private static String teamJson(String id, String patient, String member, String more) {
    return """
    {"resourceType":"CareTeam",%s "status":"active",%s "subject":{"reference":"Patient/%s"},
    "participant":[{"role":[{"text":"Treats"}],"member":{"reference":"%s"}}]}"""
        .formatted(id, more, patient, member);
  }

  private String observation(String patient) {
    return stored("Observation", observationJson(patient));
  }

  private static String observationJson(String patient) {
    return """
    {"resourceType":"Observation","status":"final","code":{"text":"Something"},
    "valueString":"x","effectiveDateTime":"2026-01-05","subject":{"reference":"Patient/%s"}}"""
        .formatted(patient);
  }

  private static List<String> patients(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(entry -> entry.getResource().getNamedProperty("subject").getValues().get(0))
        .map(subject -> ((Reference) subject).getReference().replace("Patient/", ""))
        .toList();
  }

  @Test
  @DisplayName("S10: a clinician's searches, counts and reads hold their caseload and no more")
  void aClinicianSeesTheirCaseload() {
    Somebody clinician = staff.somebody(AccountRole.CLINICIAN);
    FhirClient app = staff.app(clinician, LOOK);
    String own = patient("");
    String practitioner =
        "\"generalPractitioner\":[{\"reference\":\"%s\"}],".formatted(clinician.reference());
    String second = patient(practitioner);
    String foreign = patient("");
    team(own, clinician.reference(), "");
    String seen = observation(own);
    observation(second);
    String hidden = observation(foreign);

    assertThat(patients(app.get("Observation").bundle())).containsExactlyInAnyOrder(own, second);
    assertThat(app.get("Observation?_summary=count").bundle().getTotal()).isEqualTo(2);
    Bundle page = app.get("Observation?_count=1&_total=accurate").bundle();
    assertThat(page.getTotal()).isEqualTo(2);
    assertThat(app.get(page.getLink("next").getUrl()).bundle().getEntry()).hasSize(1);
    assertThat(app.get("Patient?_total=accurate").bundle().getTotal()).isEqualTo(2);
    assertThat(app.get("Observation?patient=" + foreign).bundle().getEntry()).isEmpty();
    assertThat(app.get("Observation/" + seen).status()).isEqualTo(200);
    assertThat(app.get("Observation/" + hidden).status()).isEqualTo(404);
    assertThat(app.get("Patient/" + foreign).status()).isEqualTo(404);
    assertThat(app.post("Observation", observationJson(own)).status()).isEqualTo(201);
    assertThat(app.post("Observation", observationJson(foreign)).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("S10: whoever treats nobody finds nothing")
  void anEmptyCaseloadFindsNothing() {
    observation(patient(""));
    FhirClient app = staff.app(staff.somebody(AccountRole.CLINICIAN), LOOK);

    for (String type : List.of("Patient", "Observation", "Appointment", "Task")) {
      assertThat(app.get(type + "?_total=accurate").bundle().getTotal()).as(type).isZero();
    }
    assertThat(app.get("Organization").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("S10: a care team moves its client at once, on the effective date, and back")
  void aCareTeamMovesItsClient() {
    Somebody before = staff.somebody(AccountRole.CLINICIAN);
    Somebody after = staff.somebody(AccountRole.CLINICIAN);
    FhirClient first = staff.app(before, LOOK);
    FhirClient second = staff.app(after, LOOK);
    String patient = patient("");
    assertThat(first.get("Patient/" + patient).status()).isEqualTo(404);
    String team = team(patient, before.reference(), "");
    assertThat(first.get("Patient/" + patient).status()).isEqualTo(200);
    assertThat(second.get("Patient/" + patient).status()).isEqualTo(404);

    String id = "\"id\":\"" + team + "\",";
    operator.put("CareTeam/" + team, teamJson(id, patient, after.reference(), ""));
    assertThat(first.get("Patient/" + patient).status()).isEqualTo(404);
    assertThat(first.get("Patient?_id=" + patient).bundle().getEntry()).isEmpty();
    assertThat(second.get("Patient/" + patient).status()).isEqualTo(200);

    for (String period : List.of("\"end\":\"2020-01-01\"", "\"start\":\"2999-01-01\"")) {
      operator.put(
          "CareTeam/" + team,
          teamJson(id, patient, after.reference(), "\"period\":{" + period + "},"));
      assertThat(second.get("Patient/" + patient).status()).as(period).isEqualTo(404);
    }
    operator.put("CareTeam/" + team, teamJson(id, patient, after.reference(), ""));
    assertThat(second.get("Patient/" + patient).status()).isEqualTo(200);
    assertThat(operator.delete("CareTeam/" + team).status()).isEqualTo(200);
    assertThat(second.get("Patient/" + patient).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("S10: a write that fails gives nobody anything")
  void aFailedWriteGivesNothing() {
    Somebody clinician = staff.somebody(AccountRole.CLINICIAN);
    FhirClient app = staff.app(clinician, LOOK);
    String patient = patient("");
    String bundle =
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
        {"resource":%s,"request":{"method":"POST","url":"CareTeam"}},
        {"resource":%s,"request":{"method":"POST","url":"Observation"}}]}"""
            .formatted(
                teamJson("", patient, clinician.reference(), ""), observationJson("not-there"));

    assertThat(operator.post("", bundle).status()).isBetween(400, 422);
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(404);
    assertThat(
            jdbc.queryForList(
                "select 1 from attune.access_grant where actor = ?", clinician.reference()))
        .isEmpty();
  }

  @Test
  @DisplayName("S10: a supervisor sees the clients of those supervised, others do not")
  void aSupervisorSeesTheClientsOfThoseSupervised() {
    Somebody supervisor = staff.somebody(AccountRole.SUPERVISOR);
    Somebody associate = staff.somebody(AccountRole.ASSOCIATE);
    stored(
        "PractitionerRole",
        """
        {"resourceType":"PractitionerRole","active":true,
        "telecom":[{"system":"phone","value":"555-0100"}],
        "practitioner":{"reference":"%s"},
        "extension":[{"url":"https://attune.org/fhir/StructureDefinition/supervision","extension":[
        {"url":"supervisor","valueReference":{"reference":"%s"}},
        {"url":"mode","valueCode":"must-co-sign"}]}]}"""
            .formatted(associate.reference(), supervisor.reference()));
    String patient = patient("");
    team(patient, associate.reference(), "");

    assertThat(staff.app(associate, LOOK).get("Patient/" + patient).status()).isEqualTo(200);
    assertThat(staff.app(supervisor, LOOK).get("Patient/" + patient).status()).isEqualTo(200);
    Somebody other = staff.somebody(AccountRole.SUPERVISOR);
    assertThat(staff.app(other, LOOK).get("Patient/" + patient).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("S10: a proxy's rights end with the relation, and a consent that denies bars them")
  void aProxysRightsEnd() {
    Somebody mother = staff.somebody(AccountRole.PROXY);
    String json = operator.get(mother.reference()).body();
    String patient = json.replaceAll("(?s).*\"reference\":\\s*\"Patient/([^\"]+)\".*", "$1");
    FhirClient app = staff.app(mother, LOOK);
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(200);
    assertThat(app.get("Patient").bundle().getEntry()).hasSize(1);

    String consent =
        stored(
            "Consent",
            """
            {"resourceType":"Consent","status":"active","dateTime":"2026-01-05",
            "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope",
            "code":"patient-privacy"}]},"category":[{"text":"Privacy"}],
            "policyRule":{"text":"Privacy"},"patient":{"reference":"Patient/%s"},
            "provision":{"type":"deny","actor":[{"role":{"text":"Mother"},
            "reference":{"reference":"%s"}}]}}"""
                .formatted(patient, mother.reference()));
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(404);
    assertThat(operator.delete("Consent/" + consent).status()).isEqualTo(200);
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(200);

    operator.put(mother.reference(), json.replace("\"active\":true", "\"active\":false"));
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(404);
    assertThat(app.get("Patient").bundle().getEntry()).isEmpty();
  }

  @Test
  @DisplayName("S10: a launch about a client outside the caseload shows nothing of them")
  void aLaunchDoesNotWidenTheCaseload() {
    String patient = patient("");
    String observation = observation(patient);
    Somebody clinician = staff.somebody(AccountRole.CLINICIAN);
    FhirClient app = staff.app(clinician, "patient/*.rs", patient);

    assertThat(app.get("Observation/" + observation).status()).isEqualTo(404);
    assertThat(app.get("Observation").bundle().getEntry()).isEmpty();
    team(patient, clinician.reference(), "");
    assertThat(app.get("Observation").bundle().getEntry()).hasSize(1);
  }

  @Test
  @DisplayName("S10: rights that are taken from an account end with its open tokens, too")
  void rightsEndWithOpenTokens() {
    String patient = patient("");
    Somebody owner = staff.somebody(AccountRole.PRACTICE_OWNER);
    FhirClient app = staff.app(owner, LOOK + " offline_access");
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(200);

    staff.directory().changeRoles(owner.account(), java.util.Set.of(AccountRole.CLINICIAN));

    Until.holds(() -> app.get("Patient/" + patient).status() == 404);
  }

  @Test
  @DisplayName("S10: a psychotherapy note is read by its author, and by no other role nor search")
  void aPsychotherapyNoteIsItsAuthors() {
    Somebody author = staff.somebody(AccountRole.CLINICIAN);
    Somebody colleague = staff.somebody(AccountRole.CLINICIAN);
    String patient = patient("");
    team(patient, author.reference(), "");
    team(patient, colleague.reference(), "");
    String note =
        stored(
            "ClinicalImpression",
            """
            {"resourceType":"ClinicalImpression","status":"completed","summary":"x",
            "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode",
            "code":"PSYTHPN"}]},
            "assessor":{"reference":"%s"},"subject":{"reference":"Patient/%s"}}"""
                .formatted(author.reference(), patient));
    String path = "ClinicalImpression/" + note;

    assertThat(staff.app(author, LOOK).get(path).status()).isEqualTo(200);
    assertThat(staff.app(author, "patient/*.rs", patient).get(path).status()).isEqualTo(200);
    assertThat(staff.app(author, "user/Patient.rs").get(path).status()).isEqualTo(403);
    for (Somebody other : List.of(colleague, staff.somebody(AccountRole.PRACTICE_OWNER))) {
      FhirClient app = staff.app(other, LOOK);
      assertThat(app.get(path).status()).isEqualTo(404);
      assertThat(app.delete(path).status()).isIn(403, 404);
    }
    for (Somebody each : List.of(author, colleague)) {
      assertThat(
              staff
                  .app(each, LOOK)
                  .get("ClinicalImpression?_total=accurate&patient=" + patient)
                  .bundle()
                  .getTotal())
          .isZero();
    }
  }
}
