package org.attune.store.snapshot;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds an instant up to which the record will not change any more. HAPI gives a write its time
 * when it begins, and others see it only when it commits: whoever reads in between and asks later
 * for what came after would never learn of it. So transactions that may carry an earlier time are
 * waited for.
 */
public final class SettledTime {

  /** The name under which snapshots, which write no resource, are told from writers. */
  static final String READER = "attune snapshot";

  /** Between the time that a write gets and the begin of its transaction. */
  private static final Duration LEAD = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Who has written nothing for a minute is a reader, such as a backup. */
  private static final String OLDEST_WRITER =
      """
      select min(xact_start) from pg_stat_activity
      where datname = current_database() and usename = current_user
      and pid <> pg_backend_pid() and backend_type = 'client backend'
      and application_name <> '%s'
      and xact_start <= ?
      and (backend_xid is not null or xact_start > now() - interval '1 minute')
      """
          .formatted(READER);

  private final JdbcTemplate jdbc;
  private final Clock clock;

  /** Reads the database's activity by {@code jdbc} and the time that HAPI gives from the clock. */
  public SettledTime(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The instant, in milliseconds. Waits at most half a minute; a writer that takes longer moves the
   * instant to before its begin.
   */
  public Instant find() {
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant mark = databaseTime();
    pause(LEAD);
    Instant end = mark.plus(PATIENCE);
    Instant oldest = oldestWriter(mark.plus(LEAD));
    while (oldest != null && databaseTime().isBefore(end)) {
      pause(PAUSE);
      oldest = oldestWriter(mark.plus(LEAD));
    }
    if (oldest == null) {
      return time;
    }
    return time.minus(Duration.between(oldest, mark)).minus(LEAD).truncatedTo(ChronoUnit.MILLIS);
  }

  private @Nullable Instant oldestWriter(Instant begunBy) {
    Timestamp oldest = jdbc.queryForObject(OLDEST_WRITER, Timestamp.class, Timestamp.from(begunBy));
    return oldest == null ? null : oldest.toInstant();
  }

  private Instant databaseTime() {
    Timestamp now = jdbc.queryForObject("select clock_timestamp()", Timestamp.class);
    if (now == null) {
      throw new IllegalStateException("The database told no time");
    }
    return now.toInstant();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for writers", interrupted);
    }
  }
}
