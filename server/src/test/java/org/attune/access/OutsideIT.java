package org.attune.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.attune.access.Staff.Somebody;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Those outside the practice see what concerns them: referring providers and payers. */
@FhirIntegrationTest
class OutsideIT {

  private static final String LABEL = "https://attune.org/fhir/payer";
  private static final String PART_2 =
      """
      "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode",
      "code":"42CFRPart2"}]},""";

  private final FhirClient operator;
  private final Staff staff;
  private final String patient;

  OutsideIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc) {
    this.operator = http.client();
    this.staff = new Staff(http, directory, jdbc);
    this.patient =
        stored(
            "Patient",
            """
            {"resourceType":"Patient","gender":"unknown",
            "identifier":[{"system":"urn:example:access","value":"%s"}],
            "name":[{"family":"Tester","given":["Outside"]}]}"""
                .formatted(UUID.randomUUID()));
  }

  private String stored(String type, String body) {
    Answer answer = operator.post(type, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.id();
  }

  private String payer() {
    return stored(
        "Organization",
        """
        {"resourceType":"Organization","active":true,"name":"Payer %s",
        "telecom":[{"system":"phone","value":"555-0100"}],
        "identifier":[{"system":"urn:example:access","value":"%s"}]}"""
            .formatted(UUID.randomUUID(), UUID.randomUUID()));
  }

  private FhirClient system(String organization) {
    String client =
        staff.register(
            Map.of(
                "client_name",
                "System of a payer",
                "grant_types",
                List.of("client_credentials"),
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks_uri",
                "https://keys.example.org/jwks",
                "organization",
                "Organization/" + organization,
                "scope",
                "system/*.rs"));
    return staff.system(client, "system/*.rs");
  }

  private String coverageJson(String id, String more, String payer) {
    return """
    {"resourceType":"Coverage",%s %s "status":"active","subscriberId":"%s",
    "relationship":{"coding":[{"system":
    "http://terminology.hl7.org/CodeSystem/subscriber-relationship","code":"self"}]},
    "beneficiary":{"reference":"Patient/%s"},"payor":[{"reference":"Organization/%s"}]}"""
        .formatted(id, more, UUID.randomUUID(), patient, payer);
  }

  @Test
  @DisplayName("S11: a payer's system sees what carries its label, and nothing else")
  void aPayerSeesWhatCarriesItsLabel() {
    String one = payer();
    String other = payer();
    String own = stored("Coverage", coverageJson("", "", one));
    String foreign = stored("Coverage", coverageJson("", "", other));
    String selfPaid = stored("Coverage", coverageJson("", PART_2, one));
    FhirClient system = system(one);

    Bundle found = system.get("Coverage?_total=accurate").bundle();
    assertThat(found.getTotal()).isEqualTo(1);
    assertThat(found.getEntryFirstRep().getResource().getIdElement().getIdPart()).isEqualTo(own);
    assertThat(system.get("Coverage/" + own).status()).isEqualTo(200);
    assertThat(system.get("Coverage/" + foreign).status()).isEqualTo(404);
    assertThat(system.get("Coverage/" + selfPaid).status()).isEqualTo(404);
    assertThat(system.get("Coverage?payor=Organization/" + other).bundle().getEntry()).isEmpty();
    assertThat(system.get("Patient/" + patient).status()).isEqualTo(404);
    assertThat(system.get("Observation").bundle().getEntry()).isEmpty();
    assertThat(system.get("Composition").status()).isEqualTo(403);
    assertThat(system.get("Coverage?beneficiary.name=Tester").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("Labels of payers are the server's: a client can neither put nor take nor move them")
  void labelsAreTheServers() {
    String one = payer();
    String other = payer();
    String forged =
        "\"meta\":{\"security\":[{\"system\":\"%s\",\"code\":\"%s\"}]},".formatted(LABEL, other);
    String coverage = stored("Coverage", coverageJson("", forged, one));
    assertThat(operator.get("Coverage/" + coverage).body()).contains(one);
    assertThat(system(other).get("Coverage/" + coverage).status()).isEqualTo(404);
    assertThat(system(one).get("Coverage/" + coverage).status()).isEqualTo(200);

    Answer added =
        operator.post(
            "Coverage/" + coverage + "/$meta-add",
            """
            {"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"security":[
            {"system":"%s","code":"%s"}]}}]}"""
                .formatted(LABEL, other));
    assertThat(added.status()).isEqualTo(422);
    String id = "\"id\":\"" + coverage + "\",";
    assertThat(operator.put("Coverage/" + coverage, coverageJson(id, "", other)).status())
        .isEqualTo(422);
    assertThat(operator.put("Coverage/" + coverage, coverageJson(id, "", one)).status())
        .isEqualTo(200);
    assertThat(system(one).get("Coverage/" + coverage).status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "S10: a referring provider sees whom they referred, without notes nor Part 2 records")
  void aReferringProviderSeesWhomTheyReferred() {
    Somebody doctor = staff.somebody(AccountRole.REFERRING_PROVIDER);
    FhirClient app = staff.app(doctor, "user/*.cruds");
    assertThat(app.get("Patient/" + patient).status()).isEqualTo(404);
    stored(
        "ServiceRequest",
        """
        {"resourceType":"ServiceRequest","status":"completed","intent":"order",
        "code":{"text":"Therapy"},"subject":{"reference":"Patient/%s"},
        "authoredOn":"2026-01-05","requester":{"reference":"%s"}}"""
            .formatted(patient, doctor.reference()));
    String plain = stored("Observation", observation(""));
    String secret = stored("Observation", observation(PART_2));

    assertThat(app.get("Patient/" + patient).status()).isEqualTo(200);
    assertThat(app.get("Observation/" + plain).status()).isEqualTo(200);
    assertThat(app.get("Observation/" + secret).status()).isEqualTo(404);
    assertThat(app.get("Observation?_total=accurate").bundle().getTotal()).isEqualTo(1);
    assertThat(app.get("Composition").status()).isEqualTo(403);
    assertThat(app.post("Observation", observation("")).status()).isEqualTo(403);
  }

  private String observation(String more) {
    return """
    {"resourceType":"Observation",%s "status":"final","code":{"text":"Something"},
    "valueString":"x","effectiveDateTime":"2026-01-05","subject":{"reference":"Patient/%s"}}"""
        .formatted(more, patient);
  }
}
