package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A disk without space refuses writes in a way that callers understand, and loses nothing. */
class FullDiskIT {

  private static final Logger LOG = LoggerFactory.getLogger(FullDiskIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int DISK_MEGABYTES = 450;

  /** First there is space for PostgreSQL's log but not for long; then not even for its log. */
  private static final List<Long> BYTES_LEFT = List.of(40_000_000L, 3_000_000L);

  private static final int PADDING_BYTES = 100_000;
  private static final int WRITES_BEFORE = 4;
  private static final int REFUSALS_ENOUGH = 12;

  @Test
  void fullDiskRefusesWritesAndRecoversWhenThereIsSpace() {
    Path place = Launcher.emptyDirectory("full-disk");
    Optional<SmallDisk> disk = SmallDisk.make(place, DISK_MEGABYTES);
    if (disk.isEmpty()) {
      LOG.warn("FullDiskIT: no tmpfs can be mounted here; only the error table's test covers it");
    }
    assumeThat(disk).as("a tmpfs can be mounted").isPresent();
    try (SmallDisk small = disk.orElseThrow()) {
      fillAndFree(small);
    }
  }

  private static void fillAndFree(SmallDisk disk) {
    Path data = disk.place().resolve("data");
    try (ServerProcess server = ServerProcess.start(disk.prefix(), data, List.of())) {
      Path seen = disk.seen(server);
      Path seenData = seen.resolve("data");
      WriteLoad.Plan plan = new WriteLoad.Plan("disk", PADDING_BYTES);
      try (WriteLoad load = WriteLoad.start(server.client(seenData), plan)) {
        load.awaitMoreAcknowledged(WRITES_BEFORE);
        for (long left : BYTES_LEFT) {
          SmallDisk.fill(seen, left);
          load.awaitMoreRefused(REFUSALS_ENOUGH);
          SmallDisk.free(seen);
          load.awaitMoreAcknowledged(WRITES_BEFORE);
        }
        load.stop();
        LOG.info(
            "refused with {}",
            load.refusals().stream().map(answer -> answer.status()).distinct().toList());
        assertThat(load.broken()).as("requests without an answer").isEmpty();
        assertThat(load.refusals()).isNotEmpty().allSatisfy(Refusal::assertNoSpace);
        await().atMost(PATIENCE).until(() -> server.readiness() == 200);
        load.verify(server.client(seenData), "after the disk was full");
        assertThat(server.output()).as("values in the log").doesNotContain(WriteLoad.GIVEN_NAME);
      }
      assertThat(ConnectionFile.of(seenData).ask(StoredWrites.RESOURCES_WITHOUT_CONTENT))
          .isEqualTo("0");
    }
  }
}
