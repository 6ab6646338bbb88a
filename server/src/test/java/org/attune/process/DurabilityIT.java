package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.attune.testing.FhirClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was acknowledged survives, and what was not is whole or absent, however the end comes. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DurabilityIT {

  private static final Logger LOG = LoggerFactory.getLogger(DurabilityIT.class);
  private static final long SEED = Long.getLong("attune.test.seed", 20_260_101L);
  private static final int ROUNDS = Integer.getInteger("attune.test.kills", 3);
  private static final int LATEST_KILL_MILLIS = 1500;
  private static final int WRITES_BEFORE = 12;
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums");

  private final Random random = new Random(SEED);
  private final List<WriteLoad> loads = new ArrayList<>();

  @Test
  void everyAcknowledgedWriteSurvivesKillsUnderLoad() {
    LOG.info("attune.test.seed={}", SEED);
    Path dataDirectory = Launcher.emptyDirectory("durability");
    ServerProcess server = ServerProcess.start(dataDirectory);
    try {
      assertDurable(server);
      for (int round = 1; round <= ROUNDS; round++) {
        loadUntilKilled(server, "all-" + round, () -> {}, true);
        server = ServerProcess.start(dataDirectory);
        assertNothingLost(server, "round " + round + " of kills of all processes");
      }
      ProcessHandle[] orphan = new ProcessHandle[1];
      loadUntilKilled(
          server,
          "jvm",
          () -> orphan[0] = PostgresProcesses.postmaster(dataDirectory).orElseThrow(),
          false);
      assertThat(orphan[0].isAlive()).as("PostgreSQL outlives the killed JVM").isTrue();
      server = ServerProcess.start(dataDirectory);
      assertThat(orphan[0].isAlive()).as("the orphan was recovered").isFalse();
      assertNothingLost(server, "kill of the JVM alone");
      assertDurable(server);
    } finally {
      loads.forEach(WriteLoad::close);
      server.close();
    }
  }

  private void loadUntilKilled(
      ServerProcess server, String name, Runnable beforeKill, boolean postgresToo) {
    WriteLoad load = WriteLoad.start(server.client(), new WriteLoad.Plan(name, 0));
    loads.add(load);
    load.awaitMoreAcknowledged(WRITES_BEFORE);
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LATEST_KILL_MILLIS)).toNanos());
    beforeKill.run();
    if (postgresToo) {
      server.killAll(random);
    } else {
      server.killJvm();
    }
    load.stop();
    assertThat(load.refusals())
        .as("before the kill nothing is refused; in it, only for want of a database")
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(503));
    LOG.info("{}: {} writes acknowledged before the kill", name, load.acknowledgedCount());
  }

  private void assertNothingLost(ServerProcess server, String situation) {
    FhirClient client = server.client();
    String seeded = situation + ", seed " + SEED;
    loads.forEach(load -> load.verify(client, seeded));
    assertThat(server.database().ask(StoredWrites.RESOURCES_WITHOUT_CONTENT))
        .as("resources without content after %s", seeded)
        .isEqualTo("0");
  }

  private static void assertDurable(ServerProcess server) {
    ConnectionFile database = server.database();
    assertThat(DURABLE)
        .allSatisfy(setting -> assertThat(database.ask("show " + setting)).isEqualTo("on"));
  }
}
