package org.attune.audit.seal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.attune.audit.row.AuditRow;

/**
 * Takes whole months of rows out, by a decision that is signed, so that the verifier can tell it
 * from a theft. The links stay: the chain holds from its beginning.
 */
public final class Retention {

  private static final String UNSEALED =
      """
      select exists (select 1 from attune.audit_event e where recorded < ? and not exists (
        select 1 from attune.audit_block b
        where b.epoch = e.epoch and b.first_txn <= e.txn and e.txn < b.end_txn))
      """;

  private static final String PARTITIONS =
      """
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'attune.audit_event'::regclass and c.relname ~ '^audit_event_\\d{4}_\\d{2}$'
      and c.relname < ? order by 1
      """;

  private final SigningKey key;
  private final Clock clock;

  /** Decides with that key. */
  public Retention(SigningKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** Rows recorded before the cutoff need not be there. */
  record Decision(long cutoffMicros, long decidedMicros, String keyId) {

    byte[] signed() {
      return String.join(
              "|",
              "attune-audit-retention-1",
              Long.toString(cutoffMicros),
              Long.toString(decidedMicros),
              keyId)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * Takes out what was recorded before a month began (UTC), in the connection's transaction.
   *
   * @return the number of rows taken out
   * @throws IllegalStateException if some of them are not sealed yet; nothing is then changed
   */
  public long retain(Connection connection, YearMonth first) throws SQLException {
    OffsetDateTime cutoff =
        LocalDate.of(first.getYear(), first.getMonth(), 1).atStartOfDay().atOffset(ZoneOffset.UTC);
    if (unsealed(connection, cutoff)) {
      throw new IllegalStateException(
          "Some of these rows are not sealed yet; try again in a minute");
    }
    long rows = 0;
    try (Statement statement = connection.createStatement()) {
      for (String partition : partitions(connection, first)) {
        try (ResultSet count = statement.executeQuery("select count(*) from attune." + partition)) {
          count.next();
          rows += count.getLong(1);
        }
        statement.execute("drop table attune." + partition);
      }
    }
    rows += update(connection, "delete from attune.audit_event where recorded < ?", cutoff);
    update(connection, "update attune.audit_block set entries = null where latest < ?", cutoff);
    decide(connection, cutoff.toInstant());
    return rows;
  }

  private static boolean unsealed(Connection connection, OffsetDateTime cutoff)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(UNSEALED)) {
      query.setObject(1, cutoff);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static List<String> partitions(Connection connection, YearMonth first)
      throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(PARTITIONS)) {
      query.setString(1, "audit_event_%04d_%02d".formatted(first.getYear(), first.getMonthValue()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  private static long update(Connection connection, String sql, OffsetDateTime cutoff)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, cutoff);
      return update.executeUpdate();
    }
  }

  private void decide(Connection connection, Instant cutoff) throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Decision decision = new Decision(AuditRow.micros(cutoff), AuditRow.micros(now), key.id());
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into attune.audit_key (key_id, public_key, created) values (?, ?, ?)"
                + " on conflict do nothing")) {
      insert.setString(1, key.id());
      insert.setBytes(2, key.publicKey());
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into attune.audit_retention (cutoff, decided_at, key_id, signature)"
                + " values (?, ?, ?, ?) on conflict (cutoff) do nothing")) {
      insert.setObject(1, cutoff.atOffset(ZoneOffset.UTC));
      insert.setObject(2, now.atOffset(ZoneOffset.UTC));
      insert.setString(3, key.id());
      insert.setBytes(4, key.sign(decision.signed()));
      insert.executeUpdate();
    }
  }
}
