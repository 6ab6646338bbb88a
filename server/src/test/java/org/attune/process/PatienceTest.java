package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class PatienceTest {

  private static final Duration SHORT = Duration.ofMillis(400);

  private final Path log;

  PatienceTest(@TempDir Path directory) {
    log = directory.resolve("log");
  }

  @Test
  void aProcessThatDoesNothingIsGivenUpWithItsOutput() throws Exception {
    Files.writeString(log, "the last words");
    Process idle = new ProcessBuilder("sleep", "600").start();
    try {
      assertThatThrownBy(() -> Patience.await("it ends", idle, log, SHORT, () -> !idle.isAlive()))
          .hasStackTraceContaining("Stuck before: it ends")
          .hasStackTraceContaining("the last words");
    } finally {
      idle.destroyForcibly();
    }
  }

  @Test
  void aProcessWhoseOutputGrowsIsWaitedForOverManyWindows() throws Exception {
    Process idle = new ProcessBuilder("sleep", "600").start();
    AtomicInteger polls = new AtomicInteger();
    try {
      Patience.await(
          "thirty polls", idle, log, SHORT, () -> polls.incrementAndGet() > 30 || !grow());
    } finally {
      idle.destroyForcibly();
    }
    assertThat(polls.get()).isGreaterThan(30);
  }

  private boolean grow() {
    try {
      Files.writeString(log, Files.exists(log) ? Files.readString(log) + "." : ".");
      return true;
    } catch (IOException failure) {
      return false;
    }
  }
}
