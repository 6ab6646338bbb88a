package org.attune.exchange.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The files of an export, line by line. */
@FhirIntegrationTest
class ExportFilesIT {

  private final FhirClient client;
  private final BulkClient bulk;
  private final PatientsOfATest patients;

  ExportFilesIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.bulk = new BulkClient(client);
    this.patients = new PatientsOfATest(client);
  }

  @BeforeEach
  void store() {
    patients.store();
  }

  @Test
  @DisplayName("X8: each file has a type, an absolute address and the exact number of its lines")
  void x8_filesAreDescribedExactly() {
    JsonNode manifest = bulk.export(patients.group() + "/$export");

    assertThat(manifest.path("output")).hasSizeGreaterThan(2);
    for (JsonNode file : manifest.path("output")) {
      List<String> lines = bulk.file(file.path("url").asText()).body().lines().toList();
      assertThat(file.path("url").asText()).startsWith("http://127.0.0.1:");
      assertThat(lines)
          .hasSize(file.path("count").asInt())
          .allMatch(
              line ->
                  file.path("type")
                      .asText()
                      .equals(BulkClient.json(line).path("resourceType").asText()));
    }
  }

  @Test
  @DisplayName("X9: a file is NDJSON of what a read gives, with no blank line, also compressed")
  void x9_filesAreNdjsonOfWhatAReadGives() throws Exception {
    JsonNode manifest = bulk.export(patients.group() + "/$export?_type=Patient,Encounter");
    String url = manifest.path("output").path(0).path("url").asText();
    Answer file = bulk.file(url);

    assertThat(file.header("Content-Type")).isEqualTo("application/fhir+ndjson");
    assertThat(client.get(url).header("Content-Type")).isEqualTo("application/fhir+ndjson");
    assertThat(file.body()).endsWith("}\n").doesNotContain("\n\n");
    assertThat(gunzipped(url)).isEqualTo(file.body());
    for (List<Resource> resources : bulk.resources(manifest).values()) {
      for (Resource exported : resources) {
        Resource read =
            client.get(exported.fhirType() + "/" + exported.getIdPart()).as(exported.getClass());
        read.getMeta().setLastUpdatedElement(exported.getMeta().getLastUpdatedElement());
        read.setId(exported.getIdElement());
        assertThat(exported.equalsDeep(read)).isTrue();
        assertThat(read.getMeta().getVersionId()).isEqualTo(exported.getMeta().getVersionId());
      }
    }
  }

  private String gunzipped(String url) throws IOException, InterruptedException {
    HttpResponse<byte[]> packed =
        HttpClient.newHttpClient()
            .send(
                client.request(url).header("Accept-Encoding", "gzip").GET().build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("Of a resource the latest version is exported once, and none that was deleted")
  void latestVersionsOnlyAndNothingDeleted() {
    String changed = patients.patientIds().get(0);
    String deleted = patients.deletablePatient();
    Patient patient = client.get("Patient/" + changed).as(Patient.class);
    patient.setActive(false);
    client.put("Patient/" + changed, patient);
    client.delete("Patient/" + deleted);

    List<Resource> exported =
        bulk.resources(bulk.export("Patient/$export?_type=Patient")).get("Patient");

    assertThat(exported)
        .filteredOn(resource -> changed.equals(resource.getIdElement().getIdPart()))
        .singleElement()
        .satisfies(resource -> assertThat(resource.getMeta().getVersionId()).isEqualTo("2"));
    assertThat(exported).noneMatch(resource -> deleted.equals(resource.getIdElement().getIdPart()));
  }
}
