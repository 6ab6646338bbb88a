package org.attune.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.attune.audit.row.AuditRow;
import org.attune.audit.row.AuditTable;
import org.attune.audit.row.Epochs;

/** The row of a command that changes the record past the server. */
public final class CommandRow {

  private static final UUID NO_NODE = new UUID(0, 0);

  private CommandRow() {}

  /**
   * Stores a row in the connection's transaction.
   *
   * @param reason what the command does, without personal data
   * @param action C, U, D or E
   * @throws SQLException if it cannot be stored; the command must then change nothing
   */
  public static void store(Connection connection, String reason, String action, Clock clock)
      throws SQLException {
    UUID id = UUID.randomUUID();
    AuditRow row =
        new AuditRow(
            id,
            AuditRow.micros(clock.instant()),
            new AuditRow.Agent("operator", "operator", null, null, List.of(), List.of(reason)),
            new AuditRow.Event(id.toString(), "operation", null, null, action, 200, null, null),
            List.of(),
            List.of());
    AuditTable.insert(connection, Epochs.current(connection), NO_NODE, List.of(row));
  }
}
