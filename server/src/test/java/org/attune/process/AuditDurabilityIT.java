package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.attune.testing.FhirClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The audit record outlives the process, moves with a backup, and is worked on by command. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class AuditDurabilityIT {

  private static final int THREADS = 4;
  private static final int ANSWERED_BEFORE = 60;

  private final Path scratch = Launcher.emptyDirectory("audit");
  private final Path dataDirectory = scratch.resolve("data");
  private final Set<String> answered = new ConcurrentSkipListSet<>();
  private volatile boolean stopped;

  @Test
  void kill_9_loses_no_row_of_an_answered_request_and_the_chain_verifies_also_after_a_restore() {
    List<Thread> clients = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(dataDirectory)) {
      FhirClient client = server.client();
      for (int number = 0; number < THREADS; number++) {
        Thread thread = new Thread(() -> readUntilTheEnd(client));
        clients.add(thread);
        thread.start();
      }
      await().atMost(Duration.ofMinutes(2)).until(() -> answered.size() >= ANSWERED_BEFORE);
      server.killAll(new Random(7));
    } finally {
      stopped = true;
    }
    await().until(() -> clients.stream().noneMatch(Thread::isAlive));
    Path backup = scratch.resolve("backup.zip");
    try (ServerProcess server = ServerProcess.start(dataDirectory)) {
      assertThat(rows(server)).as("rows of answered requests").containsAll(answered);
      server.client().post("Patient", "{\"resourceType\":\"Patient\"}");
      assertVerifies(dataDirectory);
      assertThat(command("backup", backup.toString(), dataDirectory)).isZero();
    }
    Path restored = scratch.resolve("restored");
    assertThat(command("restore", backup.toString(), restored)).isZero();
    try (ServerProcess server = ServerProcess.start(restored)) {
      server.client().get("Patient");
      assertThat(rows(server)).containsAll(answered);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Long.parseLong(server.database().ask(EPOCHS_SEALED)) > 0);
      assertVerifies(restored);
      exportAndRetain(restored);
    }
  }

  private static final String EPOCHS_SEALED =
      "select count(*) from attune.audit_block where key_id ="
          + " (select key_id from attune.audit_key order by created desc limit 1)";

  private void readUntilTheEnd(FhirClient client) {
    try {
      while (!stopped) {
        String id = UUID.randomUUID().toString();
        HttpRequest.Builder request =
            client.request(answered.size() % 2 == 0 ? "Patient?_count=1" : "Patient/absent");
        int status = client.send(request.header("X-Request-ID", id).GET()).status();
        assertThat(status).isIn(200, 404);
        answered.add(id);
      }
    } catch (UncheckedIOException killed) {
      return;
    }
  }

  /** The request ids on record; a search loads what the journal holds. */
  private static Set<String> rows(ServerProcess server) {
    assertThat(server.client().get("AuditEvent?_count=1").status()).isEqualTo(200);
    return Set.of(
        server
            .database()
            .ask("select string_agg(distinct request_id, ',') from attune.audit_event")
            .split(","));
  }

  private static int command(String command, String file, Path directory) {
    Launcher.Finished finished = Launcher.run(command, file, "--attune.data-dir=" + directory);
    assertThat(finished.output()).doesNotContain("\tat ");
    return finished.exitCode();
  }

  private static void assertVerifies(Path directory) {
    Launcher.Finished verified = Launcher.run("audit", "verify", "--attune.data-dir=" + directory);
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    assertThat(verified.output()).contains("as it was written").doesNotContain("FAULT");
  }

  private void exportAndRetain(Path directory) {
    Path file = scratch.resolve("audit.ndjson");
    Launcher.Finished exported =
        Launcher.run("audit", "export", file.toString(), "--attune.data-dir=" + directory);
    assertThat(exported.exitCode()).as(exported.output()).isZero();
    assertThat(Launcher.read(file).lines())
        .hasSizeGreaterThanOrEqualTo(answered.size())
        .allMatch(line -> line.startsWith("{\"resourceType\":\"AuditEvent\""));
    Launcher.Finished young =
        Launcher.run("audit", "retain", "--before=2026-01", "--attune.data-dir=" + directory);
    assertThat(young.exitCode()).as("younger than six years").isEqualTo(2);
    Launcher.Finished old =
        Launcher.run("audit", "retain", "--before=2015-01", "--attune.data-dir=" + directory);
    assertThat(old.exitCode()).as(old.output()).isZero();
    assertVerifies(directory);
  }
}
