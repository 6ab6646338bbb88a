package org.attune.exchange.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The assertions on {@code $export} that a conformance kit makes: kick-off, state and files. */
@FhirIntegrationTest
class BulkExportIT {

  private final FhirClient client;
  private final BulkClient bulk;
  private final PatientsOfATest patients;

  BulkExportIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.bulk = new BulkClient(client);
    this.patients = new PatientsOfATest(client);
  }

  @BeforeEach
  void store() {
    patients.store();
  }

  @Test
  @DisplayName("X2: the CapabilityStatement declares export for Group, Patient and the system")
  void x2_metadataDeclaresTheThreeExports() {
    JsonNode statement = BulkClient.json(client.get("metadata").body());
    JsonNode rest = statement.path("rest").path(0);

    assertThat(statement.path("instantiates"))
        .anyMatch(
            guide ->
                "http://hl7.org/fhir/uv/bulkdata/CapabilityStatement/bulk-data"
                    .equals(guide.asText()));
    assertThat(rest.path("operation"))
        .noneMatch(operation -> operation.path("name").asText().startsWith("export-"));
    assertThat(rest.path("operation"))
        .anyMatch(operation -> declares(operation, "OperationDefinition/export"));
    for (Map.Entry<String, String> level :
        Map.of("Group", "group-export", "Patient", "patient-export").entrySet()) {
      assertThat(rest.path("resource"))
          .filteredOn(resource -> level.getKey().equals(resource.path("type").asText()))
          .first()
          .satisfies(
              resource ->
                  assertThat(resource.path("operation"))
                      .anyMatch(operation -> declares(operation, level.getValue())));
    }
  }

  private static boolean declares(JsonNode operation, String definition) {
    return "export".equals(operation.path("name").asText())
        && operation
            .path("definition")
            .asText()
            .startsWith("http://hl7.org/fhir/uv/bulkdata/OperationDefinition/")
        && operation.path("definition").asText().endsWith(definition);
  }

  @Test
  @DisplayName("X3: without a token there is no kick-off, no state and no deletion")
  void x3_withoutATokenNothingIsAnswered() {
    String status = bulk.start("Patient/$export?_type=Patient");

    for (String path : List.of("$export", "Patient/$export", patients.group() + "/$export")) {
      Answer answer = client.send(client.anonymous(path).header("Prefer", "respond-async").GET());
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.issue().hasCode()).isTrue();
    }
    assertThat(client.send(client.anonymous(status).GET()).status()).isEqualTo(401);
    assertThat(client.send(client.anonymous(status).DELETE()).status()).isEqualTo(401);
    assertThat(bulk.end(status).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("X4: a kick-off for a group is accepted with an absolute address to poll")
  void x4_groupKickOffIsAccepted() {
    Answer answer = bulk.kickOff(patients.group() + "/$export");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Content-Location")).startsWith("http://127.0.0.1:");
    assertThat(answer.body()).isEmpty();
    assertThat(bulk.end(answer.header("Content-Location")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("X4: a kick-off that does not ask for an asynchronous answer is refused")
  void x4_kickOffWithoutPreferIsRefused() {
    Answer answer = client.get(patients.group() + "/$export");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.issue().getDiagnostics()).contains("Prefer: respond-async");
    Answer html =
        client.send(
            client
                .request("$export")
                .header("Accept", "text/html")
                .header("Prefer", "respond-async")
                .GET());
    assertThat(html.status()).isEqualTo(406);
  }

  @Test
  @DisplayName("X5: all patients and the whole system are exported in the same way, by GET or POST")
  void x5_patientsAndSystemAreExported() {
    JsonNode all = bulk.export("Patient/$export");
    JsonNode system = bulk.export("$export");
    Answer posted =
        client.send(
            client
                .request("Patient/$export")
                .header("Content-Type", "application/fhir+json")
                .header("Accept", "application/fhir+json")
                .header("Prefer", "respond-async")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        """
                        {"resourceType":"Parameters","parameter":[
                        {"name":"_type","valueString":"Encounter"},
                        {"name":"patient","valueReference":{"reference":"%s"}}]}"""
                            .formatted(patients.member()))));

    assertThat(bulk.ids(all, "Patient")).containsAll(patients.patientIds());
    assertThat(bulk.ids(all, "Encounter")).containsAll(patients.encounterIds());
    assertThat(all.path("output")).noneMatch(file -> "Questionnaire".equals(type(file)));
    assertThat(bulk.ids(system, "Patient")).containsAll(patients.patientIds());
    assertThat(system.path("output")).anyMatch(file -> "Questionnaire".equals(type(file)));
    assertThat(posted.status()).as(posted.body()).isEqualTo(202);
    Map<String, List<Resource>> one =
        bulk.resources(bulk.manifest(posted.header("Content-Location")));
    assertThat(one).containsOnlyKeys("Encounter");
    assertThat(one.get("Encounter"))
        .extracting(encounter -> ((Encounter) encounter).getSubject().getReference())
        .containsOnly(patients.member());
  }

  private static String type(JsonNode file) {
    return file.path("type").asText();
  }

  @Test
  @DisplayName("X6: the state is 202 with progress and seconds to wait, then 200, within seconds")
  void x6_pollingIsAnsweredAtOnceAndEndsInSeconds() {
    Instant begin = java.time.Clock.systemUTC().instant();
    String status = bulk.start("Patient/$export?_type=Patient");
    Answer first = bulk.poll(status);

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("Retry-After")).isEqualTo("1");
    assertThat(first.header("X-Progress")).isNotEmpty().hasSizeLessThan(100);
    assertThat(bulk.end(status).status()).isEqualTo(200);
    assertThat(java.time.Clock.systemUTC().instant()).isBefore(begin.plusSeconds(15));
  }

  @Test
  @DisplayName("X7: the manifest says when, what was asked, that a token is needed, and the files")
  void x7_manifestHasAllItsParts() {
    Answer answer = bulk.end(bulk.start("Patient/$export?_type=Patient"));
    JsonNode manifest = BulkClient.json(answer.body());

    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Expires")).isNotEmpty();
    assertThat(Instant.parse(manifest.path("transactionTime").asText()))
        .isBeforeOrEqualTo(java.time.Clock.systemUTC().instant());
    assertThat(manifest.path("request").asText())
        .startsWith("http://127.0.0.1:")
        .endsWith("/fhir/Patient/$export?_type=Patient");
    assertThat(manifest.path("requiresAccessToken").isBoolean()).isTrue();
    assertThat(manifest.path("requiresAccessToken").asBoolean()).isTrue();
    assertThat(manifest.path("output").isArray()).isTrue();
    assertThat(manifest.path("error").isArray()).isTrue();
    for (Resource resource : bulk.resources(manifest).getOrDefault("Patient", List.of())) {
      assertThat(resource.getMeta().getLastUpdated().toInstant())
          .isBeforeOrEqualTo(Instant.parse(manifest.path("transactionTime").asText()));
    }
  }

  @Test
  @DisplayName("X15: a deleted export is gone with its files, at work or done")
  void x15_deletedExportIsGone() {
    String done = bulk.start("Patient/$export?_type=Patient");
    String file = bulk.manifest(done).path("output").path(0).path("url").asText();
    String running = bulk.start("$export");

    for (String status : List.of(done, running)) {
      assertThat(client.delete(status).status()).isEqualTo(202);
      Answer gone = bulk.poll(status);
      assertThat(gone.status()).isEqualTo(404);
      assertThat(gone.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
          .contains("no such export");
      assertThat(client.delete(status).status()).isEqualTo(404);
    }
    assertThat(bulk.file(file).status()).isEqualTo(404);
    assertThat(bulk.poll(done.substring(0, done.indexOf('=') + 1) + UUID.randomUUID()).status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("X17: a kick-off that cannot be served is answered by an OperationOutcome in JSON")
  void x17_kickOffErrorsAreOutcomes() {
    Map<String, Integer> refused =
        Map.of(
            "Group/" + UUID.randomUUID() + "/$export",
            404,
            "Patient/$export?_type=Dragon",
            400,
            "Patient/$export?_since=yesterday",
            400,
            "Patient/$export?patient=Patient/1",
            400,
            "$export?_typeFilter=Patient?dragon=1",
            400,
            "$export?_typeFilter=Patient?_sort=name",
            400);

    refused.forEach(
        (path, status) -> {
          Answer answer =
              bulk.kickOff(path.replace("?dragon", "%3Fdragon").replace("?_sort", "%3F_sort"));
          assertThat(answer.status()).as(path).isEqualTo(status);
          assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
          assertThat(answer.issue().getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.ERROR);
        });
  }

  @Test
  @DisplayName("Many exports at once all end, each with its own files")
  void manyExportsAtOnceAllEnd() {
    List<String> started =
        IntStream.range(0, 12)
            .mapToObj(each -> bulk.start("Patient/$export?_type=Patient"))
            .toList();

    assertThat(started).doesNotHaveDuplicates();
    for (String status : started) {
      assertThat(bulk.ids(bulk.manifest(status), "Patient")).containsAll(patients.patientIds());
    }
    started.forEach(client::delete);
  }
}
