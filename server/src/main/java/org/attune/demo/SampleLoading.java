package org.attune.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.attune.examples.SamplePart;
import org.attune.examples.SamplePractice;
import org.attune.store.ContentStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

/**
 * Loads the sample practice before the server reports ready, once for each database: of several
 * servers one loads while the others wait. Each client is stored in a transaction of its own. What
 * broke off is stored again from the beginning, which changes nothing that is there already.
 */
final class SampleLoading implements ApplicationRunner, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(SampleLoading.class);
  private static final int THREADS = 2;
  private static final int LAST_STAGE = 2;

  private final ContentStore store;
  private final DataSource dataSource;
  private final Clock clock;
  private final DemoPeople people;
  private final boolean wanted;

  SampleLoading(
      ContentStore store, DataSource dataSource, Clock clock, DemoPeople people, boolean wanted) {
    this.store = store;
    this.dataSource = dataSource;
    this.clock = clock;
    this.people = people;
    this.wanted = wanted;
  }

  /** After the packages, which the rules on writes need. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void run(ApplicationArguments arguments) throws SQLException {
    if (wanted) {
      load();
    }
  }

  /**
   * Loads the practice unless the database has it, and gives its people accounts.
   *
   * @return how many resources were stored
   */
  int load() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      LoadedPractice.lock(connection);
      try {
        int stored = loadUnlessComplete(connection);
        people.provide();
        return stored;
      } finally {
        LoadedPractice.unlock(connection);
      }
    }
  }

  private int loadUnlessComplete(Connection connection) throws SQLException {
    Optional<LoadedPractice.State> before = LoadedPractice.state(connection);
    if (before.filter(LoadedPractice.State::complete).isPresent()) {
      return 0;
    }
    LocalDate day =
        before
            .map(LoadedPractice.State::day)
            .orElseGet(() -> LocalDate.ofInstant(clock.instant(), SamplePractice.zone()));
    if (before.isEmpty()) {
      LoadedPractice.begin(connection, day);
    }
    int stored = store(SamplePractice.on(day));
    LoadedPractice.complete(connection, day);
    return stored;
  }

  private int store(SamplePractice practice) {
    long start = clock.millis();
    int total = practice.resources().size();
    LOG.info("Loading the sample practice: {} resources", total);
    AtomicInteger done = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    try {
      for (int stage = 0; stage <= LAST_STAGE; stage++) {
        List<Future<?>> tasks = new ArrayList<>();
        for (SamplePart part : practice.parts()) {
          if (part.stage() == stage) {
            tasks.add(workers.submit(() -> store(part, done, total)));
          }
        }
        tasks.forEach(SampleLoading::await);
      }
    } finally {
      workers.shutdownNow();
    }
    LOG.info(
        "Loaded the sample practice in {} s",
        Duration.ofMillis(clock.millis() - start).toSeconds());
    return total;
  }

  private void store(SamplePart part, AtomicInteger done, int total) {
    store.store("load the sample practice", part.resources());
    int now = done.addAndGet(part.resources().size());
    // Without the part's name: it is that of a client.
    LOG.info("Sample practice: {} of {} resources", now, total);
  }

  private static void await(Future<?> task) {
    try {
      task.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while loading the sample practice", interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("The sample practice cannot be loaded", failed.getCause());
    }
  }
}
