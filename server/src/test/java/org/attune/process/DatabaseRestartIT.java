package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.database.embedded.EmbeddedPostgres;
import org.attune.kernel.DataDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The server outlives its database: it says so to callers, and works again by itself. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseRestartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int WRITES_BEFORE = 12;
  private static final int REFUSALS_ENOUGH = 4;
  private static final String TERMINATE_OTHERS =
      "select count(pg_terminate_backend(pid)) from pg_stat_activity"
          + " where backend_type = 'client backend' and pid <> pg_backend_pid()";

  private final Path databaseDirectory = Launcher.emptyDirectory("restart-database");
  private EmbeddedPostgres postgres = EmbeddedPostgres.start(directory());
  private final ServerProcess server = startServer();

  private DataDirectory directory() {
    return new DataDirectory(databaseDirectory);
  }

  private ServerProcess startServer() {
    return ServerProcess.start(
        Launcher.emptyDirectory("restart-server"), connection().options().toArray(String[]::new));
  }

  private ConnectionFile connection() {
    return new ConnectionFile(
        Map.of(
            "attune.db.url", postgres.jdbcUrl(),
            "attune.db.username", postgres.username(),
            "attune.db.password", postgres.password()));
  }

  @AfterAll
  void stopEverything() {
    server.close();
    postgres.close();
  }

  @Test
  void endedSessionsAreAnsweredWith503AndNothingIsHalfWritten() {
    underLoad(
        "terminated",
        load -> {
          await()
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(300))
              .until(
                  () -> {
                    connection().ask(TERMINATE_OTHERS);
                    return load.refusals().size() >= REFUSALS_ENOUGH;
                  });
        });
  }

  @Test
  void stoppedDatabaseIsAnsweredWith503UntilItIsBack() {
    underLoad(
        "stopped",
        load -> {
          postgres.close();
          load.awaitMoreRefused(REFUSALS_ENOUGH);
          assertThat(server.readiness()).as("readiness without a database").isEqualTo(503);
          postgres = EmbeddedPostgres.start(directory());
        });
  }

  @Test
  void killedDatabaseIsAnsweredWith503UntilItIsBack() {
    underLoad(
        "killed",
        load -> {
          List<ProcessHandle> victims = PostgresProcesses.all(databaseDirectory);
          assertThat(victims).isNotEmpty();
          victims.forEach(ProcessHandle::destroyForcibly);
          // Its watch starts it again at once; only what was in hand at the kill is refused.
          load.awaitMoreRefused(1);
          postgres.close();
          postgres = EmbeddedPostgres.start(directory());
        });
  }

  private void underLoad(String name, Consumer<WriteLoad> disturbance) {
    long pid = server.pid();
    String url = postgres.jdbcUrl();
    try (WriteLoad load = WriteLoad.start(server.client(), new WriteLoad.Plan(name, 0))) {
      load.awaitMoreAcknowledged(WRITES_BEFORE);
      disturbance.accept(load);
      assertThat(postgres.jdbcUrl()).as("address of the database").isEqualTo(url);
      load.awaitMoreAcknowledged(WRITES_BEFORE);
      load.stop();
      assertThat(load.broken()).as("requests without an answer").isEmpty();
      assertThat(load.refusals()).isNotEmpty().allSatisfy(Refusal::assertTemporary);
      load.verify(server.client(), name);
    }
    await().atMost(PATIENCE).until(() -> server.readiness() == 200);
    assertThat(server.alive()).isTrue();
    assertThat(server.output()).as("values in the log").doesNotContain(WriteLoad.GIVEN_NAME);
    assertThat(server.pid()).isEqualTo(pid);
    assertThat(connection().ask(StoredWrites.RESOURCES_WITHOUT_CONTENT)).isEqualTo("0");
  }
}
