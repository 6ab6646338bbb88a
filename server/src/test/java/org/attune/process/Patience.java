package org.attune.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Waits for a child process for as long as it works, however slow the machine is, and gives it up
 * when it is stuck. It works while its output grows or while it and its children use the processor.
 */
final class Patience {

  private static final Duration WINDOW = Duration.ofMinutes(3);

  /** Far more than a server without requests needs in a window, far less than a start takes. */
  private static final Duration CPU_IN_WINDOW = Duration.ofSeconds(8);

  /** For a process that works without end. */
  private static final Duration IN_ALL = Duration.ofMinutes(20);

  private static final Duration POLL = Duration.ofMillis(100);

  private final Duration window;
  private final Process process;
  private final Path log;
  private long windowStart;
  private long logged;
  private Duration used = Duration.ZERO;

  private Patience(Process process, Path log, Duration window) {
    this.window = window;
    this.process = process;
    this.log = log;
    begin();
  }

  /**
   * Returns when the condition holds.
   *
   * @param what the condition in words, for the failure
   * @param log where the process writes
   * @throws AssertionError with the output, when the process is stuck or never ends its work
   */
  static void await(String what, Process process, Path log, BooleanSupplier condition) {
    await(what, process, log, WINDOW, condition);
  }

  static void await(
      String what, Process process, Path log, Duration window, BooleanSupplier condition) {
    Patience patience = new Patience(process, log, window);
    Awaitility.await(what)
        .atMost(IN_ALL)
        .pollInterval(POLL)
        .until(
            () -> {
              boolean holds = condition.getAsBoolean();
              if (!holds && patience.exhausted()) {
                throw new AssertionError(
                    "Stuck before: " + what + "; the output so far:\n" + Launcher.read(log));
              }
              return holds;
            });
  }

  private boolean exhausted() {
    if (System.nanoTime() - windowStart < window.toNanos()) {
      return false;
    }
    boolean worked = size() > logged || cpu().minus(used).compareTo(CPU_IN_WINDOW) > 0;
    begin();
    return !worked;
  }

  private void begin() {
    windowStart = System.nanoTime();
    logged = size();
    used = cpu();
  }

  private long size() {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Duration cpu() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
