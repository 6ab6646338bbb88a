package org.attune.audit.row;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which run of the database's transaction numbers is on. A restored database counts from its own
 * beginning again, and a seal that covers a range of numbers must not be reached by new ones.
 */
public final class Epochs {

  private static final String LOCK = "select pg_advisory_xact_lock(hashtext('attune.audit_epoch'))";

  /** The highest number in use in the newest epoch, and the next that the database will give. */
  private static final String BEGIN_IF_COUNTED_ANEW =
      """
      insert into attune.audit_epoch (epoch)
      select e.epoch + 1 from (select max(epoch) as epoch from attune.audit_epoch) e
      where greatest(
        (select max(txn) + 1 from attune.audit_event where epoch = e.epoch),
        (select max(end_txn) from attune.audit_block where epoch = e.epoch))
      > pg_snapshot_xmax(pg_current_snapshot())::text::bigint
      """;

  private Epochs() {}

  /** The current epoch, begun if need be, in the connection's transaction. */
  public static int current(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK);
      statement.executeUpdate(BEGIN_IF_COUNTED_ANEW);
      try (ResultSet row = statement.executeQuery("select max(epoch) from attune.audit_epoch")) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
