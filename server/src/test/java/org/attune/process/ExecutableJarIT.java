package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code java -jar attune-server.jar} is a whole server, as the launcher is. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ExecutableJarIT {

  /** What the JVM answers after SIGTERM: 128 and the signal's number. */
  private static final int ENDED_BY_SIGTERM = 143;

  private static final int SAMPLE_CLIENTS = 30;

  private static final String PATIENT =
      """
      {"resourceType": "Patient", "gender": "female", "birthDate": "1980-02-03",
       "identifier": [{"system": "urn:attune:test:jar", "value": "1"}],
       "name": [{"family": "Jar", "given": ["Ines"]}]}\
      """;

  private final Path dataDirectory = Launcher.emptyDirectory("jar").resolve("data");

  @Test
  void itServesWithTheOptionsOfTheReadmeAndStopsCleanly() throws IOException {
    try (ServerProcess server = ServerProcess.startJar(dataDirectory, "--attune.demo=true")) {
      assertThat(server.readiness()).isEqualTo(200);
      assertThat(mode("connection.properties")).isEqualTo("rw-------");
      assertThat(mode("operator.token")).isEqualTo("rw-------");
      assertThat(server.output())
          .contains(dataDirectory.resolve("operator.token").toString())
          .doesNotContain(Files.readString(dataDirectory.resolve("operator.token")).strip());
      storesAndReads(server.client());

      assertThat(server.stop()).isEqualTo(ENDED_BY_SIGTERM);

      assertThat(server.alive()).isFalse();
      assertThat(PostgresProcesses.all(dataDirectory)).isEmpty();
      assertThat(server.output()).doesNotContain("\tat ");
    }
  }

  private static void storesAndReads(FhirClient client) {
    Answer created = client.post("Patient", PATIENT);
    assertThat(created.status()).as(created.body()).isEqualTo(201);

    Patient read = client.get("Patient/" + created.id()).as(Patient.class);

    assertThat(read.getNameFirstRep().getFamily()).isEqualTo("Jar");
    assertThat(client.get("Patient?_summary=count").bundle().getTotal())
        .as("the sample practice and the one")
        .isEqualTo(SAMPLE_CLIENTS + 1);
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(dataDirectory.resolve(file)));
  }
}
