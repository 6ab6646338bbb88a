package org.attune.accounts.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.attune.accounts.directory.Secrets;
import org.attune.accounts.rules.ThrottlePolicy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows attempts down, on all nodes alike. An attempt counts as failed from its start on, so that
 * many at once gain nothing; success takes the count away.
 */
@Component
class Throttle {

  private final JdbcTemplate jdbc;
  private final Clock clock;

  Throttle(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Begins an attempt.
   *
   * @param key what is throttled; kept as a hash
   * @return how long to wait before the next attempt; zero if this one may go on
   */
  @Transactional
  public Duration begin(String key, ThrottlePolicy policy) {
    byte[] hash = Secrets.hash(key);
    Instant now = now();
    Timestamp stamp = Timestamp.from(now);
    jdbc.update(
        "insert into attune.sign_in_throttle (key, failures, last_at, open_at)"
            + " values (?, 0, ?, ?) on conflict do nothing",
        hash,
        stamp,
        stamp);
    Duration wait =
        jdbc.queryForObject(
            "select failures, last_at, open_at from attune.sign_in_throttle where key = ?"
                + " for update",
            (row, number) -> {
              Instant open = row.getTimestamp(3).toInstant();
              if (open.isAfter(now)) {
                return Duration.between(now, open);
              }
              int failures = policy.count(row.getInt(1), row.getTimestamp(2).toInstant(), now);
              jdbc.update(
                  "update attune.sign_in_throttle set failures = ?, last_at = ?, open_at = ?"
                      + " where key = ?",
                  failures,
                  stamp,
                  Timestamp.from(now.plus(policy.delay(failures))),
                  hash);
              return Duration.ZERO;
            },
            hash);
    return java.util.Objects.requireNonNull(wait);
  }

  /** How long a key has to wait, without counting. */
  Duration look(String key) {
    Instant now = now();
    return jdbc
        .query(
            "select open_at from attune.sign_in_throttle where key = ?",
            (row, number) -> Duration.between(now, row.getTimestamp(1).toInstant()),
            Secrets.hash(key))
        .stream()
        .filter(wait -> !wait.isNegative())
        .findFirst()
        .orElse(Duration.ZERO);
  }

  /** No finer than the database keeps it: rounded up, the start of an attempt would lie ahead. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Takes the count of a key away, and what nobody remembers any more. */
  void succeed(String key) {
    jdbc.update("delete from attune.sign_in_throttle where key = ?", Secrets.hash(key));
    jdbc.update(
        "delete from attune.sign_in_throttle where last_at < ?",
        Timestamp.from(clock.instant().minus(ThrottlePolicy.NAME.memory())));
  }
}
