package org.attune.audit.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.attune.audit.row.AuditRow;
import org.attune.kernel.DataDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Links committed rows into the chain. A row carries the number of the transaction that stored it;
 * once all transactions below a number have ended, no further row can appear below it, so a link
 * covers a range of numbers without a mark on any row. Of several nodes one seals at a time: a lock
 * in the database is the lease, and ends with the transaction or the connection.
 */
public final class Sealer {

  private static final int MOST_ROWS = 5_000;

  private static final String LEASE =
      "select pg_try_advisory_xact_lock(hashtext('attune.audit_seal'))";

  private static final String LAST =
      "select " + Block.COLUMNS + " from attune.audit_block order by number desc limit 1";

  /** The end of an epoch that is over is the end of numbers. */
  private static final String OPEN =
      """
      select e.epoch, case when e.epoch = (select max(epoch) from attune.audit_epoch)
        then pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        else 9223372036854775807 end
      from attune.audit_epoch e where e.epoch >= ? order by e.epoch
      """;

  private static final String INSERT =
      "insert into attune.audit_block ("
          + Block.COLUMNS
          + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final SigningKey key;
  private final Clock clock;
  private final Anchor anchor;

  /** Seals with the key of a data directory, and keeps the head of the chain there. */
  public Sealer(DataDirectory dataDirectory, Clock clock) {
    this.key = SigningKey.of(dataDirectory);
    this.clock = clock;
    this.anchor = new Anchor(dataDirectory);
  }

  /** The key of this installation. */
  public SigningKey key() {
    return key;
  }

  private record Range(int epoch, long first, long end) {}

  private record Found(Range range, List<Entry> entries, long latestMicros) {}

  /**
   * Seals what is committed and not yet sealed, one link at a time.
   *
   * @param connection with autocommit off; each link is committed
   * @return how many links were made; 0 also if another node is at it
   */
  public int seal(Connection connection) throws SQLException {
    int links = 0;
    boolean more = true;
    while (more) {
      more = leased(connection) && sealOne(connection);
      connection.commit();
      links += more ? 1 : 0;
    }
    return links;
  }

  private static boolean leased(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LEASE)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private boolean sealOne(Connection connection) throws SQLException {
    Block last = last(connection);
    for (Range range : ranges(connection, last)) {
      Found found = find(connection, range);
      if (!found.entries().isEmpty()) {
        Block block = block(last, found);
        store(connection, block, Entry.encode(found.entries()));
        connection.commit();
        anchor.write(block.number(), block.sha256());
        return true;
      }
    }
    return false;
  }

  private static @Nullable Block last(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LAST)) {
      return row.next() ? Block.of(row) : null;
    }
  }

  private static List<Range> ranges(Connection connection, @Nullable Block last)
      throws SQLException {
    List<Range> ranges = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(OPEN)) {
      query.setInt(1, last == null ? 0 : last.epoch());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          int epoch = row.getInt(1);
          long first = last != null && last.epoch() == epoch ? last.endTxn() : 0;
          ranges.add(new Range(epoch, first, row.getLong(2)));
        }
      }
    }
    return ranges;
  }

  /** At most some thousand rows, but always whole transactions. */
  private static Found find(Connection connection, Range range) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    List<Long> transactions = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(Entry.QUERY + " limit ?")) {
      query.setInt(1, range.epoch());
      query.setLong(2, range.first());
      query.setLong(3, range.end());
      query.setInt(4, MOST_ROWS);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          entries.add(Entry.of(row));
          transactions.add(Entry.transactionOf(row));
        }
      }
    }
    long end = range.end();
    if (entries.size() >= MOST_ROWS) {
      long lastTransaction = transactions.get(transactions.size() - 1);
      int cut = transactions.indexOf(lastTransaction);
      if (cut == 0) {
        return whole(connection, new Range(range.epoch(), range.first(), lastTransaction + 1));
      }
      entries = entries.subList(0, cut);
      end = lastTransaction;
    }
    return found(new Range(range.epoch(), range.first(), end), entries);
  }

  /** One transaction that alone has more rows than a link should have. */
  private static Found whole(Connection connection, Range one) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(Entry.QUERY)) {
      query.setInt(1, one.epoch());
      query.setLong(2, one.first());
      query.setLong(3, one.end());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          entries.add(Entry.of(row));
        }
      }
    }
    return found(one, entries);
  }

  private static Found found(Range range, List<Entry> entries) {
    return new Found(range, entries, entries.stream().mapToLong(Entry::micros).max().orElse(0L));
  }

  private Block block(@Nullable Block last, Found found) {
    return new Block(
        last == null ? 1 : last.number() + 1,
        found.range().epoch(),
        found.range().first(),
        found.range().end(),
        found.entries().size(),
        found.latestMicros(),
        Block.hex(SigningKey.sha256(Entry.encode(found.entries()))),
        last == null ? Block.NO_PREVIOUS : last.sha256(),
        AuditRow.micros(clock.instant()),
        key.id());
  }

  private void store(Connection connection, Block block, byte[] entries) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into attune.audit_key (key_id, public_key, created) values (?, ?, ?)"
                + " on conflict do nothing")) {
      insert.setString(1, key.id());
      insert.setBytes(2, key.publicKey());
      insert.setObject(3, time(block.sealedMicros()));
      insert.executeUpdate();
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setLong(1, block.number());
      insert.setInt(2, block.epoch());
      insert.setLong(3, block.firstTxn());
      insert.setLong(4, block.endTxn());
      insert.setInt(5, block.rowCount());
      insert.setObject(6, time(block.latestMicros()));
      insert.setBytes(7, HexFormat.of().parseHex(block.entriesSha256()));
      insert.setBytes(8, HexFormat.of().parseHex(block.previous()));
      insert.setObject(9, time(block.sealedMicros()));
      insert.setString(10, block.keyId());
      insert.setBytes(11, HexFormat.of().parseHex(block.sha256()));
      insert.setBytes(12, key.sign(block.signed()));
      insert.setBytes(13, entries);
      insert.executeUpdate();
    }
  }

  private static OffsetDateTime time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
