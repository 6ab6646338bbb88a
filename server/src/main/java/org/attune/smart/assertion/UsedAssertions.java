package org.attune.smart.assertion;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.attune.kernel.Digests;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Remembers used assertions for all nodes, so that each is good once (RFC 7523 §3, item 7). */
@Component
class UsedAssertions {

  private final JdbcTemplate jdbc;
  private final Clock clock;

  UsedAssertions(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Uses an assertion.
   *
   * @return whether this was the first use; of parallel ones exactly one is
   */
  boolean use(String clientId, String jti, Instant expiresAt) {
    jdbc.update(
        "delete from attune.smart_assertion where expires_at < ?",
        Timestamp.from(clock.instant().minusSeconds(60)));
    return jdbc.update(
            "insert into attune.smart_assertion (client_id, jti_hash, expires_at)"
                + " values (?, ?, ?) on conflict do nothing",
            clientId,
            Digests.sha256(jti),
            Timestamp.from(expiresAt))
        == 1;
  }
}
