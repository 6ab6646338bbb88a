package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a second process finds beside the first, and what the first shows to the machine. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondStartIT {

  private static final String PATIENT =
      """
      {"resourceType": "Patient", "gender": "male", "birthDate": "1975-06-07",
       "identifier": [{"system": "urn:attune:test:second", "value": "%s"}],
       "name": [{"family": "Second", "given": ["Emil"]}]}\
      """;

  private final Path dataDirectory = Launcher.emptyDirectory("second-start").resolve("data");
  private final ServerProcess first = ServerProcess.start(dataDirectory);

  @AfterAll
  void stop() {
    first.close();
  }

  @Test
  void secondStartOnTheSameDirectoryIsRefusedInOneLine() {
    Launcher.Finished second =
        Launcher.run("--server.port=0", "--attune.data-dir=" + dataDirectory);

    assertRefused(second, "Another Attune is running on the data directory " + dataDirectory);
    assertThat(second.output()).contains(ConnectionFile.NAME);
    assertThat(first.readiness()).as("the first is unharmed").isEqualTo(200);
  }

  @Test
  void secondProcessJoinsByTheConnectionFile() {
    FhirClient one = first.client();
    String fromFirst = id(one.post("Patient", PATIENT.formatted("from-first")));
    Path directory = Launcher.emptyDirectory("second-joined");
    try (ServerProcess joined =
        ServerProcess.start(directory, first.database().options().toArray(String[]::new))) {
      FhirClient two = joined.client();
      assertThat(two.get("Patient/" + fromFirst).status()).isEqualTo(200);
      Answer created = two.post("Patient", PATIENT.formatted("from-second"));
      assertThat(found(one, "from-second")).containsExactly(id(created));
      assertThat(found(two, "from-first")).containsExactly(fromFirst);
      assertThat(directory.resolve("postgres")).doesNotExist();
      joined.stop();
    }
    assertThat(found(one, "from-first")).as("the database stays with its owner").hasSize(1);
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.as(Patient.class).getIdElement().getIdPart();
  }

  private static List<String> found(FhirClient client, String identifier) {
    Bundle answer =
        client.get("Patient?identifier=urn:attune:test:second%7C" + identifier).bundle();
    return answer.getEntry().stream()
        .map(entry -> entry.getResource().getIdElement().getIdPart())
        .toList();
  }

  @Test
  void dataDirectoryOfAnotherMajorVersionIsRefusedInOneLine() throws IOException {
    Path old = Launcher.emptyDirectory("second-old");
    Path cluster = Files.createDirectories(old.resolve("postgres").resolve("data"));
    Files.writeString(cluster.resolve("PG_VERSION"), "16\n");

    Launcher.Finished start = Launcher.run("--server.port=0", "--attune.data-dir=" + old);

    assertRefused(start, "The data directory was made by PostgreSQL 16");
    assertThat(start.output()).contains("restore");
    assertThat(old.resolve(ConnectionFile.NAME)).doesNotExist();
  }

  @Test
  void portInUseIsRefusedInOneLine() {
    Path directory = Launcher.emptyDirectory("second-port").resolve("data");

    Launcher.Finished start =
        Launcher.run("--server.port=" + first.port(), "--attune.data-dir=" + directory);

    assertRefused(start, "Port " + first.port() + " on 127.0.0.1");
    assertThat(start.output()).contains("--server.port");
    assertThat(directory).as("nothing is started for it").doesNotExist();
  }

  private static void assertRefused(Launcher.Finished start, String line) {
    assertThat(start.exitCode()).as(start.output()).isPositive();
    assertThat(start.lines(line)).as(start.output()).hasSize(1);
    assertThat(start.output()).as("stack trace").doesNotContain("\tat ", "Exception:", "Caused by");
  }

  @Test
  void listensOnTheLoopbackAddressAlone() throws IOException {
    List<InetAddress> others = new ArrayList<>();
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .forEach(others::add);
    if (OS.LINUX.isCurrentOs()) {
      // All of 127/8 is this machine; only a wildcard listener answers on this one.
      others.add(InetAddress.getByName("127.0.0.2"));
    }
    assertThat(others).isNotEmpty();
    for (int port : List.of(first.port(), first.database().port())) {
      assertThat(others).allSatisfy(address -> assertClosed(address, port));
      connect(InetAddress.getLoopbackAddress(), port);
    }
  }

  private static void assertClosed(InetAddress address, int port) {
    assertThatThrownBy(() -> connect(address, port))
        .as("%s:%d", address, port)
        .isInstanceOf(ConnectException.class);
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 5000);
    }
  }

  @Test
  void secretsAreFilesForTheOwnerAlone() throws IOException {
    for (String name : List.of("operator.token", ConnectionFile.NAME, "postgres.password")) {
      assertThat(mode(dataDirectory.resolve(name))).as(name).isEqualTo("rw-------");
    }
    assertThat(mode(dataDirectory.resolve("postgres/data"))).isEqualTo("rwx------");
    assertThat(mode(dataDirectory)).as("no listing for others").matches("rwx--[x-]--[x-]");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
