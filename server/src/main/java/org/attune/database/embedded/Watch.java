package org.attune.database.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.attune.database.DatabaseStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL again when it ends by itself. It does so when it cannot write its log, on a
 * full disk above all, and then refuses to start until there is space; so it is tried without end.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Restart restart;
  private final Thread thread;
  private volatile Postmaster postmaster;
  private volatile boolean stopping;

  private Watch(Postmaster running, Restart restart) {
    this.postmaster = running;
    this.restart = restart;
    this.thread = new Thread(this::watch, "postgres-watch");
    this.thread.setDaemon(true);
  }

  /** How the server is started another time. */
  @FunctionalInterface
  interface Restart {
    Postmaster start() throws IOException;
  }

  static Watch over(Postmaster running, Restart restart) {
    Watch watch = new Watch(running, restart);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      postmaster.awaitEnd();
      while (!stopping) {
        LOG.error("PostgreSQL ended by itself; starting it again");
        postmaster = startAgain();
        LOG.warn("PostgreSQL runs again");
        postmaster.awaitEnd();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Postmaster startAgain() throws InterruptedException {
    boolean told = false;
    while (true) {
      try {
        return restart.start();
      } catch (DatabaseStartException | IOException e) {
        if (!told && !stopping) {
          LOG.error("{} It is tried again until it starts.", e.getMessage());
          told = true;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Ends the watch, then the server, which by its pid file is found in any state. */
  void stop() throws IOException {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    postmaster.stop();
  }
}
