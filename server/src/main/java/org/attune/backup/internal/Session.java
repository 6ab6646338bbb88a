package org.attune.backup.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Opens transactions in which every value has one spelling and no limit cuts the work short. */
public final class Session {
  private static final List<String> SETTINGS =
      List.of(
          "set local search_path = ''",
          "set local client_encoding = 'UTF8'",
          "set local datestyle = 'ISO, YMD'",
          "set local intervalstyle = 'postgres'",
          "set local timezone = 'UTC'",
          "set local bytea_output = 'hex'",
          "set local extra_float_digits = 3",
          "set local statement_timeout = 0",
          "set local idle_in_transaction_session_timeout = 0",
          // Fail rather than silently save only the rows that a policy shows.
          "set local row_security = off");

  private Session() {}

  /** One snapshot of all tables, whatever is written meanwhile; changes of schema must wait. */
  public static List<Table> beginSnapshot(Connection connection) throws SQLException {
    begin(connection, "set transaction isolation level repeatable read, read only");
    List<Table> tables = Catalogue.tables(connection);
    lock(connection, tables, "access share");
    return tables;
  }

  /** All tables for this transaction alone; fails after ten seconds when others hold them. */
  public static List<Table> beginExclusive(Connection connection) throws SQLException {
    begin(connection, "set transaction isolation level read committed, read write");
    List<Table> tables = Catalogue.tables(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local lock_timeout = '10s'");
    }
    lock(connection, tables, "access exclusive");
    return tables;
  }

  private static void begin(Connection connection, String mode) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(mode);
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
    }
  }

  private static void lock(Connection connection, List<Table> tables, String mode)
      throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    String names = tables.stream().map(Table::sql).collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + names + " in " + mode + " mode");
    }
  }
}
