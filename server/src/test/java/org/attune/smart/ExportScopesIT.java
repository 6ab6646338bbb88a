package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.attune.exchange.bulk.BulkClient;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Bulk export by back-end systems: what their scopes let leave, and no more. */
@FhirIntegrationTest
class ExportScopesIT {

  private static final String SURVEY =
      "?category=http://terminology.hl7.org/CodeSystem/observation-category|survey";
  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  private final TestApps apps;
  private final FhirClient operator;
  private final String patient;

  ExportScopesIT(@Autowired FhirHttp http) {
    this.apps = new TestApps(http);
    this.operator = http.client();
    this.patient = Charts.patient(operator);
  }

  private BulkClient system(String scope) {
    return new BulkClient(apps.as(apps.backendToken(scope)));
  }

  @Test
  @DisplayName(
      "X1: a back-end system with system/*.rs exports with its token, files and end included")
  void aSystemExports() {
    String observation = Charts.observation(operator, patient, "survey");
    BulkClient bulk = system("system/*.rs");
    String status = bulk.start("$export?_type=Patient,Observation");
    JsonNode manifest = bulk.manifest(status);

    assertThat(bulk.ids(manifest, "Patient")).contains(patient);
    assertThat(bulk.ids(manifest, "Observation")).contains(observation);
    assertThat(bulk.delete(status).status()).isEqualTo(202);
    assertThat(bulk.poll(status).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("X1: types and categories outside the scopes are not exported")
  void typesOutsideTheScopesAreNotExported() {
    String survey = Charts.observation(operator, patient, "survey");
    String laboratory = Charts.observation(operator, patient, "laboratory");
    BulkClient bulk = system("system/Patient.rs system/Observation.rs" + SURVEY);

    for (String path : List.of("$export", "Patient/$export", "$export?_type=Observation")) {
      JsonNode manifest = bulk.export(path);

      assertThat(types(manifest)).as(path).isSubsetOf("Patient", "Observation");
      assertThat(bulk.ids(manifest, "Observation")).contains(survey).doesNotContain(laboratory);
    }
    JsonNode filtered =
        bulk.export(
            "$export?_type=Observation&_typeFilter=Observation%3Fpatient%3D"
                + patient
                + ",Observation%3F_id%3D"
                + laboratory);
    assertThat(bulk.ids(filtered, "Observation")).containsExactly(survey);
  }

  private static Set<String> types(JsonNode manifest) {
    Set<String> types = new TreeSet<>();
    manifest.path("output").forEach(output -> types.add(output.path("type").asText()));
    return types;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$export?_type=Patient,Condition",
        "Patient/$export?_type=Condition",
        "$export?_typeFilter=Patient%3F_has:Condition:patient:code%3Dx",
        "$export?_typeFilter=Patient%3Fgeneral-practitioner.name%3Dx"
      })
  @DisplayName("B8: a kick-off that asks for more than the scopes cover is refused")
  void askingForMoreIsRefused(String path) {
    Answer answer = system("system/Patient.rs").kickOff(path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.issue().getDiagnostics()).contains("scopes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"system/Patient.r", "system/Patient.s", "system/Patient.cud"})
  @DisplayName("Scopes that do not let a type be read and searched let it not be exported")
  void exportNeedsReadAndSearch(String scope) {
    assertThat(system(scope).kickOff("$export").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("Psychotherapy notes are exported to no token, whatever their type")
  void psychotherapyNotesStay() {
    String note = labelled("ClinicalImpression", "\"status\":\"completed\"");
    String message = labelled("Communication", "\"status\":\"completed\"");
    BulkClient bulk = system("system/*.rs");
    JsonNode manifest = bulk.export("$export?_type=ClinicalImpression,Communication");

    assertThat(bulk.ids(manifest, "ClinicalImpression")).doesNotContain(note);
    assertThat(bulk.ids(manifest, "Communication")).doesNotContain(message);
    BulkClient own = new BulkClient(operator);
    assertThat(own.ids(own.export("$export?_type=ClinicalImpression"), "ClinicalImpression"))
        .as("what a copy of the whole record holds")
        .contains(note);
  }

  private String labelled(String type, String members) {
    Answer stored =
        operator.post(
            type,
            """
            {"resourceType":"%s","meta":{"security":[{"system":"%s","code":"PSYTHPN"}]},
            "subject":{"reference":"Patient/%s"},%s}"""
                .formatted(type, ACT_CODE, patient, members));
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);
    return stored.id();
  }

  @Test
  @DisplayName("X10: another client's export does not exist, and a narrower token gets no file")
  void exportsBelongToTheirClient() {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client = apps.backend(keys, "system/*.rs");
    BulkClient wide = new BulkClient(apps.as(token(keys, client, "system/*.rs")));
    BulkClient narrow = new BulkClient(apps.as(token(keys, client, "system/Practitioner.rs")));
    BulkClient other = system("system/*.rs");
    String status = wide.start("$export?_type=Patient");
    String file = wide.manifest(status).path("output").path(0).path("url").asText();

    assertThat(other.poll(status).status()).isEqualTo(404);
    assertThat(other.file(file).status()).isEqualTo(404);
    assertThat(other.delete(status).status()).isEqualTo(404);
    assertThat(new BulkClient(operator).file(file).status()).isEqualTo(404);
    assertThat(narrow.file(file).status()).isEqualTo(403);
    assertThat(wide.file(file).status()).isEqualTo(200);
  }

  private String token(ClientKeyPair keys, String client, String scope) {
    return TestApps.json(apps.clientCredentials(keys.assertion(client, apps.tokenUrl()), scope))
        .path("access_token")
        .asText();
  }
}
