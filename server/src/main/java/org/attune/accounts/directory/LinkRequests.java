package org.attune.accounts.directory;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.attune.accounts.LinkDelivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Who asked for a link to set a new password and waits for an administrator to hand one over. A
 * request is done when a link is made.
 */
@Component
public class LinkRequests implements LinkDelivery {

  private static final Logger LOG = LoggerFactory.getLogger(LinkRequests.class);

  private final JdbcTemplate jdbc;
  private final Clock clock;

  LinkRequests(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Notes the request; asking again changes nothing. */
  @Override
  public void asked(UUID accountId) {
    int noted =
        jdbc.update(
            "insert into attune.account_link_request (account_id, asked_at) values (?, ?)"
                + " on conflict do nothing",
            accountId,
            Timestamp.from(clock.instant()));
    if (noted == 1) {
      LOG.info("Account {} asked for a link to set a password", accountId);
    }
  }

  /** The accounts that wait and since when, the longest first. */
  public Map<UUID, Instant> waiting() {
    Map<UUID, Instant> waiting = new LinkedHashMap<>();
    jdbc.query(
        "select r.account_id, r.asked_at from attune.account_link_request r"
            + " join attune.account a on a.id = r.account_id where a.disabled_at is null"
            + " order by r.asked_at",
        row -> {
          waiting.put(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant());
        });
    return waiting;
  }
}
