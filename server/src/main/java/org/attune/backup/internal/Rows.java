package org.attune.backup.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Moves a table's rows in COPY's text format, which all versions of PostgreSQL share. */
public final class Rows {
  private static final int BUFFER = 1 << 16;

  private Rows() {}

  /** Writes the rows and returns how many. */
  public static long copyOut(Connection connection, Table table, OutputStream out)
      throws SQLException, IOException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("copy (select " + columns(table) + " from " + table.sql() + ") to stdout", out);
  }

  /** Stores the rows and returns how many. */
  public static long copyIn(Connection connection, Table table, InputStream in)
      throws SQLException, IOException {
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + target(table) + " from stdin", in, BUFFER);
  }

  /** Empties all tables at once. */
  public static void truncate(Connection connection, List<Table> tables) throws SQLException {
    String names = tables.stream().map(Table::sql).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate table " + names);
    }
  }

  /** Refreshes the planner's knowledge of the tables. */
  public static void analyze(Connection connection, List<Table> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Table table : tables) {
        statement.execute("analyze " + table.sql());
      }
    }
  }

  /** Of a query, since a partitioned table cannot be copied out by itself. */
  private static String columns(Table table) {
    return table.columnList();
  }

  private static String target(Table table) {
    String columns = table.columnList();
    return columns.isEmpty() ? table.sql() : table.sql() + " (" + columns + ")";
  }
}
