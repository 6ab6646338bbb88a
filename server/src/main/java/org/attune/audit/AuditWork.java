package org.attune.audit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.attune.audit.row.AuditRows;
import org.attune.audit.seal.Sealer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Loads the journal, seals, and makes partitions ahead, on one thread. A failure is logged once and
 * tried again: meanwhile rows are safe in the journal, and unsealed ones in the table.
 */
final class AuditWork implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(AuditWork.class);
  private static final Duration LOAD_INTERVAL = Duration.ofMillis(500);
  private static final int MONTHS_AHEAD = 2;

  private final AuditRows rows;
  private final Sealer sealer;
  private final DataSource dataSource;
  private final Duration sealInterval;
  private final Clock clock;

  private @Nullable ScheduledExecutorService executor;
  private @Nullable YearMonth partitioned;
  private boolean failing;

  AuditWork(
      AuditRows rows, Sealer sealer, DataSource dataSource, Duration sealInterval, Clock clock) {
    this.rows = rows;
    this.sealer = sealer;
    this.dataSource = dataSource;
    this.sealInterval = sealInterval;
    this.clock = clock;
  }

  /** Before the web server takes requests, so that there is a partition for their rows. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public synchronized void start() {
    partition();
    ScheduledExecutorService work =
        Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "attune-audit"));
    Future<?> unusedHandle =
        work.scheduleWithFixedDelay(this::load, 0, LOAD_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    if (!sealInterval.isZero()) {
      long millis = sealInterval.toMillis();
      Future<?> unusedSealing =
          work.scheduleWithFixedDelay(this::seal, millis, millis, TimeUnit.MILLISECONDS);
    }
    executor = work;
  }

  /** After the web server: what the last requests left is loaded and sealed. */
  @Override
  public synchronized void stop() {
    if (executor != null) {
      executor.shutdown();
      try {
        if (!executor.awaitTermination(20, TimeUnit.SECONDS)) {
          LOG.warn("The audit's work is still going on; the next start finishes it");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      executor = null;
      load();
      if (!sealInterval.isZero()) {
        seal();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return executor != null;
  }

  private void load() {
    attempt(rows::load);
  }

  private void seal() {
    attempt(
        () -> {
          try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
              sealer.seal(connection);
            } finally {
              connection.rollback();
              connection.setAutoCommit(true);
            }
          }
        });
    partition();
  }

  private void partition() {
    YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    if (month.equals(partitioned)) {
      return;
    }
    attempt(
        () -> {
          for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            partition(month.plusMonths(ahead));
          }
          partitioned = month;
        });
  }

  private void partition(YearMonth month) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement call = connection.prepareStatement("select attune.audit_partition(?)")) {
      call.setObject(1, month.atDay(1));
      call.execute();
    }
  }

  /** Something that may fail for a while. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException, SQLException;
  }

  private void attempt(Step step) {
    try {
      step.run();
      failing = false;
    } catch (IOException | SQLException | RuntimeException failure) {
      if (!failing) {
        LOG.warn("The audit's work waits: {}", failure.getClass().getName());
      }
      failing = true;
    }
  }
}
