package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.util.FileSystemUtils;

/** Backup, wipe, restore: the same record answers the same questions. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class BackupRestoreProcessIT {

  /** What the JVM answers after SIGTERM: 128 and the signal's number. */
  private static final int ENDED_BY_SIGTERM = 143;

  private static final int PATIENTS = 30;
  private static final String PATIENT =
      """
      {"resourceType": "Patient", "gender": "%s", "birthDate": "19%02d-01-31",
       "identifier": [{"system": "urn:attune:test:backup", "value": "%d"}],
       "name": [{"family": "Łukasz%d", "given": ["Zoë"]}]}\
      """;

  /** A value set by subsumption, which the index outside the database answers. */
  private static final String CONCEPTS =
      """
      {"resourceType": "Bundle", "type": "transaction", "entry": [
       {"resource": {"resourceType": "CodeSystem", "url": "urn:attune:test:colours",
         "status": "active", "content": "complete", "hierarchyMeaning": "is-a",
         "concept": [{"code": "warm", "concept": [{"code": "red"}]}, {"code": "blue"}]},
        "request": {"method": "POST", "url": "CodeSystem"}},
       {"resource": {"resourceType": "ValueSet", "url": "urn:attune:test:warm",
         "status": "active", "compose": {"include": [{"system": "urn:attune:test:colours",
           "filter": [{"property": "concept", "op": "is-a", "value": "warm"}]}]}},
        "request": {"method": "POST", "url": "ValueSet"}},
       {"resource": {"resourceType": "Observation", "status": "final",
         "category": [{"text": "colour"}], "subject": {"display": "A test"},
         "valueString": "seen",
         "code": {"coding": [{"system": "urn:attune:test:colours", "code": "red"}]}},
        "request": {"method": "POST", "url": "Observation"}}]}\
      """;

  private static final List<String> SEARCHES =
      List.of(
          "Patient?gender=female&_sort=birthdate&_count=200",
          "Patient?family=łukasz1&_sort=_id&_count=200",
          "Patient?birthdate=lt1960&_sort=-birthdate&_count=200",
          "Patient?identifier=urn:attune:test:backup%7C7",
          "Patient?_summary=count",
          "Observation?code:in=urn:attune:test:warm",
          "Questionnaire?_sort=_id&_count=200");

  private final Path scratch = Launcher.emptyDirectory("backup");
  private final Path dataDirectory = scratch.resolve("data");

  @Test
  void restoredServerAnswersAsTheOneThatWasBackedUp() throws IOException {
    Path backup = scratch.resolve("first.zip");
    Path again = scratch.resolve("again.zip");
    Map<String, List<String>> before;
    try (ServerProcess server = ServerProcess.start(dataDirectory)) {
      load(server.client());
      before = answers(server.client());
      run("backup", backup);
      assertThat(mode(backup)).as("a backup is for its owner alone").isEqualTo("rw-------");
      assertStopsCleanly(server);
    }

    FileSystemUtils.deleteRecursively(dataDirectory);
    run("restore", backup);
    assertThat(PostgresProcesses.all(dataDirectory)).as("restore leaves nothing running").isEmpty();

    try (ServerProcess restored = ServerProcess.start(dataDirectory)) {
      assertThat(answers(restored.client())).isEqualTo(before);
      run("backup", again);
    }
    assertThat(resourceTypes(again)).isEqualTo(resourceTypes(backup));
    assertThat(resourceTypes(backup).findValuesAsText("type")).contains("Patient");
  }

  private static void load(FhirClient client) {
    List<Answer> created =
        IntStream.range(0, PATIENTS)
            .mapToObj(
                number ->
                    client.post(
                        "Patient",
                        PATIENT.formatted(
                            number % 2 == 0 ? "female" : "male", 40 + number, number, number)))
            .toList();
    assertThat(client.post("", CONCEPTS).status()).isEqualTo(200);
    String updated = id(created.get(0));
    String body = created.get(0).body().replace("\"gender\":\"female\"", "\"gender\":\"other\"");
    assertThat(client.put("Patient/" + updated, body).status()).isEqualTo(200);
    assertThat(client.delete("Patient/" + id(created.get(1))).status()).isIn(200, 204);
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.as(Patient.class).getIdElement().getIdPart();
  }

  /** Ids and versions of the entries of each search, in their order, and its total. */
  private static Map<String, List<String>> answers(FhirClient client) {
    Map<String, List<String>> answers = new TreeMap<>();
    for (String search : SEARCHES) {
      Answer answer = client.get(search);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      Bundle bundle = answer.bundle();
      List<String> ids =
          bundle.getEntry().stream()
              .map(entry -> entry.getResource().getIdElement().toUnqualified().getValue())
              .toList();
      answers.put(search, ids.isEmpty() ? List.of("total " + bundle.getTotal()) : ids);
    }
    assertThat(answers.get("Patient?_summary=count"))
        .as("one of the patients was deleted")
        .containsExactly("total " + (PATIENTS - 1));
    assertThat(answers.get("Observation?code:in=urn:attune:test:warm"))
        .as("the value set holds the concept below its own")
        .singleElement()
        .asString()
        .startsWith("Observation/");
    return answers;
  }

  private void run(String command, Path file) {
    Launcher.Finished finished =
        Launcher.run(command, file.toString(), "--attune.data-dir=" + dataDirectory);
    assertThat(finished.exitCode()).as(finished.output()).isZero();
    assertThat(finished.output()).doesNotContain("\tat ");
  }

  private void assertStopsCleanly(ServerProcess server) {
    ProcessHandle postmaster = PostgresProcesses.postmaster(dataDirectory).orElseThrow();

    assertThat(server.stop()).isEqualTo(ENDED_BY_SIGTERM);

    assertThat(postmaster.isAlive()).as("PostgreSQL ends with its server").isFalse();
    assertThat(dataDirectory.resolve(ConnectionFile.NAME)).doesNotExist();
    assertThat(Launcher.read(dataDirectory.resolve("postgres/postgres.log")))
        .contains("database system is shut down")
        .doesNotContain("PANIC");
    assertThat(server.output()).as("stack trace at shutdown").doesNotContain("\tat ");
  }

  private static JsonNode resourceTypes(Path backup) throws IOException {
    try (ZipFile zip = new ZipFile(backup.toFile());
        InputStream manifest = zip.getInputStream(zip.getEntry("manifest.json"))) {
      return new ObjectMapper().readTree(manifest).get("resourceTypes");
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
