package org.attune.backup.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.backup.internal.Manifest.SequenceState;
import org.attune.backup.internal.Table.Column;

/** What the database's own catalogue says about the schemas that belong to Attune. */
public final class Catalogue {
  /** HAPI's tables and our side tables. */
  private static final String SCHEMAS = "n.nspname in ('public', 'attune')";

  /** Tables that came with an extension are made by it, not restored. */
  private static final String OURS =
      SCHEMAS
          + " and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass"
          + " and d.objid = c.oid and d.deptype = 'e')";

  private static final String TABLES =
      "select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)"
          + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
          + " left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
          + " and not a.attisdropped and a.attgenerated = ''"
          + " where c.relkind in ('r', 'p') and not c.relispartition and "
          + OURS
          + " order by n.nspname collate \"C\", c.relname collate \"C\", a.attnum";

  private static final String SEQUENCES =
      "select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
          + " where c.relkind = 'S' and "
          + OURS
          + " order by n.nspname collate \"C\", c.relname collate \"C\"";

  private Catalogue() {}

  /**
   * All tables in a fixed order. A partitioned one stands for its partitions: which of them exist
   * depends on the day, and need not be the same where the backup is restored.
   */
  public static List<Table> tables(Connection connection) throws SQLException {
    Map<List<String>, List<Column>> tables = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(TABLES);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        List<Column> columns =
            tables.computeIfAbsent(
                List.of(rows.getString(1), rows.getString(2)), name -> new ArrayList<>());
        String column = rows.getString(3);
        if (column != null) {
          columns.add(new Column(column, rows.getString(4)));
        }
      }
    }
    return tables.entrySet().stream()
        .map(t -> new Table(t.getKey().get(0), t.getKey().get(1), List.copyOf(t.getValue())))
        .toList();
  }

  /**
   * Where the sequences stand. They obey no snapshot, so read them after the tables' snapshot is
   * taken: then they are never behind the rows.
   */
  public static List<SequenceState> sequences(Connection connection) throws SQLException {
    List<SequenceState> states = new ArrayList<>();
    try (PreparedStatement names = connection.prepareStatement(SEQUENCES);
        ResultSet rows = names.executeQuery();
        Statement one = connection.createStatement()) {
      while (rows.next()) {
        String schema = rows.getString(1);
        String name = rows.getString(2);
        String sql = "select last_value, is_called from " + Table.qualified(schema, name);
        try (ResultSet state = one.executeQuery(sql)) {
          state.next();
          states.add(new SequenceState(schema, name, state.getLong(1), state.getBoolean(2)));
        }
      }
    }
    return states;
  }

  /** Puts a sequence where it stood; undone when the transaction is rolled back. */
  public static void reset(Connection connection, SequenceState state) throws SQLException {
    String name = Table.qualified(state.schema(), state.name());
    try (Statement statement = connection.createStatement()) {
      // RESTART gives the sequence new storage inside the transaction; setval alone would survive
      // a rollback.
      statement.execute("alter sequence " + name + " restart");
    }
    try (PreparedStatement set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
      set.setString(1, name);
      set.setLong(2, state.lastValue());
      set.setBoolean(3, state.called());
      set.execute();
    }
  }

  /** The server's version as it prints it. */
  public static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("show server_version")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
