package org.attune.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.attune.access.Staff.Somebody;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The front desk sees that and when a client comes, and not why. */
@FhirIntegrationTest
class MinimumNecessaryIT {

  private static final String WHY = "Secret of the client";

  private final FhirClient operator;
  private final Staff staff;
  private final FhirClient desk;
  private final FhirClient treating;
  private final String patient;
  private final String appointment;
  private final String path;

  MinimumNecessaryIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.operator = http.client();
    this.staff = new Staff(http, directory, jdbc);
    this.desk = staff.app(staff.somebody(AccountRole.FRONT_DESK), "user/*.cruds");
    Somebody clinician = staff.somebody(AccountRole.CLINICIAN);
    this.treating = staff.app(clinician, "user/*.cruds");
    this.patient =
        stored(
            "Patient",
            """
            {"resourceType":"Patient","gender":"unknown",
            "generalPractitioner":[{"reference":"%s"}],
            "identifier":[{"system":"urn:example:access","value":"%s"}],
            "name":[{"family":"Tester","given":["Reasons"]}]}"""
                .formatted(clinician.reference(), UUID.randomUUID()));
    this.appointment =
        stored("Appointment", json("", "\"reasonCode\":[{\"text\":\"" + WHY + "\"}],"));
    this.path = "Appointment/" + appointment;
  }

  private String stored(String type, String body) {
    Answer answer = operator.post(type, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.id();
  }

  private String json(String id, String reason) {
    return """
    {"resourceType":"Appointment",%s "status":"booked",%s
    "start":"2026-03-02T10:00:00-06:00","end":"2026-03-02T10:50:00-06:00",
    "participant":[{"status":"accepted","actor":{"reference":"Patient/%s"}}]}"""
        .formatted(id, reason, patient);
  }

  @Test
  @DisplayName("Reads, versions, searches and pages come without reasons, and say so")
  void theFrontDeskSeesNoReasons() {
    for (String asked :
        List.of(
            path, path + "/_history/1", "Appointment?patient=" + patient, "Appointment?_count=1")) {
      Answer answer = desk.get(asked);
      assertThat(answer.status()).as(asked + answer.body()).isEqualTo(200);
      assertThat(answer.body()).as(asked).doesNotContain(WHY).contains("SUBSETTED");
    }
    assertThat(treating.get(path).body()).contains(WHY).doesNotContain("SUBSETTED");
    String encounter =
        stored(
            "Encounter",
            """
            {"resourceType":"Encounter","status":"finished","reasonCode":[{"text":"%s"}],
            "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
            "type":[{"text":"Session"}],"subject":{"reference":"Patient/%s"},
            "identifier":[{"system":"urn:example:access","value":"%s"}]}"""
                .formatted(WHY, patient, UUID.randomUUID()));
    assertThat(desk.get("Encounter/" + encounter).body()).doesNotContain(WHY).contains("finished");
  }

  @Test
  @DisplayName("What is not shown cannot be searched, sorted by nor tested for in a patch")
  void reasonsCannotBeFoundOut() {
    for (String asked :
        List.of(
            "Encounter?reason-code=x",
            "Encounter?diagnosis=Condition/x",
            "Encounter?diagnosis:missing=false",
            "Appointment?_sort=-date,reason-code")) {
      assertThat(desk.get(asked).status()).as(asked).isEqualTo(403);
    }
    String patch = "[{\"op\":\"test\",\"path\":\"/reasonCode/0/text\",\"value\":\"" + WHY + "\"}]";
    Answer tested =
        desk.send(
            desk.request(path)
                .header("Content-Type", "application/json-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)));
    assertThat(tested.status()).isEqualTo(403);
  }

  @Test
  @DisplayName("An update keeps the reasons that are not shown, shows none, and changes none")
  void anUpdateKeepsReasons() {
    String id = "\"id\":\"" + appointment + "\",";
    Answer moved = desk.put(path, json(id, "").replace("T10:50", "T10:30"));
    assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    assertThat(moved.body()).doesNotContain(WHY);
    assertThat(treating.get(path).body()).contains(WHY).contains("T10:30");
    assertThat(operator.get(path).body()).doesNotContain("SUBSETTED");

    Answer other = desk.put(path, json(id, "\"reasonCode\":[{\"text\":\"Another\"}],"));
    assertThat(other.status()).isEqualTo(403);
    assertThat(operator.get(path).body()).contains(WHY);
  }

  private static String observationJson(String patient) {
    return """
    {"resourceType":"Observation","status":"final","code":{"text":"Something"},
    "valueString":"x","effectiveDateTime":"2026-01-05","subject":{"reference":"Patient/%s"}}"""
        .formatted(patient);
  }

  @Test
  @DisplayName("S10: front desk and billers see every client, and neither notes nor scores")
  void frontDeskAndBillersSeeNoNotes() {
    String observation = stored("Observation", observationJson(patient));
    for (AccountRole role : List.of(AccountRole.FRONT_DESK, AccountRole.BILLER)) {
      FhirClient app = staff.app(staff.somebody(role), "user/*.cruds");
      assertThat(app.get("Patient/" + patient).status()).isEqualTo(200);
      assertThat(app.get("Observation/" + observation).status()).isEqualTo(403);
      assertThat(app.get("Observation?patient=" + patient).status()).isEqualTo(403);
      assertThat(app.get("Composition").status()).isEqualTo(403);
      assertThat(app.post("Observation", observationJson(patient)).status()).isEqualTo(403);
    }
    FhirClient biller = staff.app(staff.somebody(AccountRole.BILLER), "user/*.cruds");
    assertThat(biller.get("Condition?patient=" + patient).status()).isEqualTo(200);
  }
}
