package org.attune.audit.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.attune.audit.row.AuditRow;
import org.attune.kernel.DataDirectory;

/**
 * Walks the chain from its beginning and compares every row with its hash. Each fault is named: the
 * row by its id, or the link by its number.
 */
public final class Verifier {

  private final Anchor anchor;

  /** Compares with the anchor of that data directory, if it has one. */
  public Verifier(DataDirectory dataDirectory) {
    this.anchor = new Anchor(dataDirectory);
  }

  /**
   * What was found.
   *
   * @param links links of the chain
   * @param rows rows that they cover and that are there
   * @param retired rows that they cover and that retention took out
   * @param open rows that are not sealed yet
   * @param faults what is wrong, in words; none if the record is as it was written
   * @param head hash of the last link, to be noted elsewhere; empty without a link
   */
  public record Report(
      long links, long rows, long retired, long open, List<String> faults, String head) {

    /** Whether everything holds. */
    public boolean holds() {
      return faults.isEmpty();
    }
  }

  /** Walks the whole chain, in one snapshot; writers may go on. */
  public Report verify(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      return new Walk(connection).walk();
    } finally {
      connection.rollback();
    }
  }

  private final class Walk {
    private final Connection connection;
    private final Map<String, byte[]> keys = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long cutoffMicros = Long.MIN_VALUE;
    private String head = Block.NO_PREVIOUS;
    private long links;
    private long rows;
    private long retired;

    Walk(Connection connection) {
      this.connection = connection;
    }

    Report walk() throws SQLException {
      readKeys();
      readCutoff();
      Anchor.Head noted = anchor.read().orElse(null);
      boolean met = noted == null;
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(50);
        try (ResultSet row =
            statement.executeQuery(
                "select " + Block.COLUMNS + " from attune.audit_block order by number")) {
          while (row.next()) {
            link(row);
            met |= noted != null && links == noted.number() && head.equals(noted.sha256());
          }
        }
      }
      if (!met && noted != null) {
        faults.add(
            "the chain lacks link "
                + noted.number()
                + " as this installation sealed it; its end was cut off or replaced");
      }
      return new Report(links, rows, retired, open(), List.copyOf(faults), links == 0 ? "" : head);
    }

    private void link(ResultSet row) throws SQLException {
      Block block = Block.of(row);
      links++;
      if (block.number() != links) {
        faults.add("link " + links + " is missing");
        links = block.number();
      }
      if (!block.previous().equals(head)) {
        faults.add("link " + block.number() + " does not follow the one before it");
      }
      byte[] key = keys.get(block.keyId());
      boolean signed =
          key != null && SigningKey.verifies(key, block.signed(), row.getBytes("signature"));
      if (!signed || !block.sha256().equals(Block.hex(row.getBytes("sha256")))) {
        faults.add("link " + block.number() + " was changed: its signature does not fit");
      }
      head = block.sha256();
      entries(block, row.getBytes("entries"));
    }

    private void entries(Block block, byte[] encoded) throws SQLException {
      if (encoded == null) {
        boolean allowed = block.latestMicros() < cutoffMicros;
        if (allowed) {
          retired += block.rowCount();
        } else {
          faults.add("link " + block.number() + " lacks its entries");
        }
        return;
      }
      if (!Block.hex(SigningKey.sha256(encoded)).equals(block.entriesSha256())) {
        faults.add("link " + block.number() + " was changed: its entries do not fit");
      }
      Map<UUID, Entry> expected = new HashMap<>();
      Entry.decode(encoded).forEach(entry -> expected.put(entry.id(), entry));
      compare(block, expected);
      for (Entry absent : expected.values()) {
        if (absent.micros() < cutoffMicros) {
          retired++;
        } else {
          faults.add("row " + name(absent) + " is missing");
        }
      }
    }

    /** Takes out of the map what is as it should be, and names what is not. */
    private void compare(Block block, Map<UUID, Entry> expected) throws SQLException {
      try (PreparedStatement query = connection.prepareStatement(Entry.QUERY)) {
        query.setInt(1, block.epoch());
        query.setLong(2, block.firstTxn());
        query.setLong(3, block.endTxn());
        query.setFetchSize(1_000);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            Entry found = Entry.of(row);
            Entry sealed = expected.remove(found.id());
            if (sealed == null) {
              faults.add("row " + name(found) + " was added after link " + block.number());
            } else if (!sealed.equals(found)) {
              faults.add("row " + name(sealed) + " was changed");
            } else {
              rows++;
            }
          }
        }
      }
    }

    private String name(Entry entry) {
      Instant recorded = Instant.EPOCH.plus(entry.micros(), ChronoUnit.MICROS);
      return "AuditEvent/" + entry.id() + " of " + recorded;
    }

    private void readKeys() throws SQLException {
      query(
          "select key_id, public_key from attune.audit_key",
          row -> keys.put(row.getString(1), row.getBytes(2)));
      for (Map.Entry<String, byte[]> key : keys.entrySet()) {
        if (!SigningKey.idOf(key.getValue()).equals(key.getKey())) {
          faults.add("key " + key.getKey() + " was replaced");
        }
      }
    }

    private void readCutoff() throws SQLException {
      query(
          "select cutoff, decided_at, key_id, signature from attune.audit_retention",
          row -> {
            Retention.Decision decision =
                new Retention.Decision(
                    micros(row, "cutoff"), micros(row, "decided_at"), row.getString("key_id"));
            byte[] key = keys.get(decision.keyId());
            if (key != null
                && SigningKey.verifies(key, decision.signed(), row.getBytes("signature"))) {
              cutoffMicros = Math.max(cutoffMicros, decision.cutoffMicros());
            } else {
              faults.add("a decision on retention was not made with a key of this record");
            }
          });
    }

    private static long micros(ResultSet row, String column) throws SQLException {
      return AuditRow.micros(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    private long open() throws SQLException {
      long[] count = new long[1];
      query(
          """
          select count(*) from attune.audit_event e
          where (epoch, txn) >= (select coalesce(max(epoch), 0),
              coalesce(max(end_txn) filter (where epoch = (
                select max(epoch) from attune.audit_block)), 0) from attune.audit_block)
          """,
          row -> count[0] = row.getLong(1));
      return count[0];
    }

    private void query(String sql, RowReader reader) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  /** What is done with a row. */
  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Tells a report in lines. */
  public static void print(Report report, Consumer<String> out) {
    report.faults().forEach(fault -> out.accept("FAULT: " + fault));
    out.accept(
        "links %d, rows %d, taken out by retention %d, not sealed yet %d"
            .formatted(report.links(), report.rows(), report.retired(), report.open()));
    if (!report.head().isEmpty()) {
      out.accept("head: link " + report.links() + " " + report.head());
    }
  }
}
