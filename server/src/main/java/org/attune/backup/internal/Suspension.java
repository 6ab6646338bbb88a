package org.attune.backup.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.attune.backup.BackupException;

/**
 * Foreign keys and triggers that are out of force while tables are filled in any order. Triggers
 * must not fire: the rows they would make are in the backup already.
 */
public final class Suspension {
  private static final String FOREIGN_KEYS =
      "select n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)"
          + " from pg_constraint k join pg_class c on c.oid = k.conrelid"
          + " join pg_namespace n on n.oid = c.relnamespace"
          + " where k.contype = 'f' and k.conparentid = 0"
          + " and n.nspname in ('public', 'attune')"
          + " order by n.nspname collate \"C\", c.relname collate \"C\", k.conname collate \"C\"";

  private static final String TRIGGERS =
      "select n.nspname, c.relname, t.tgname, case t.tgenabled when 'A' then 'enable always'"
          + " when 'R' then 'enable replica' else 'enable' end"
          + " from pg_trigger t join pg_class c on c.oid = t.tgrelid"
          + " join pg_namespace n on n.oid = c.relnamespace"
          + " where not t.tgisinternal and t.tgenabled <> 'D'"
          + " and n.nspname in ('public', 'attune')";

  private final List<Rule> foreignKeys;
  private final List<Rule> triggers;

  private Suspension(List<Rule> foreignKeys, List<Rule> triggers) {
    this.foreignKeys = foreignKeys;
    this.triggers = triggers;
  }

  /** Takes all of them out of force, for this transaction only. */
  public static Suspension begin(Connection connection) throws SQLException {
    Suspension suspension =
        new Suspension(rules(connection, FOREIGN_KEYS), rules(connection, TRIGGERS));
    try (Statement statement = connection.createStatement()) {
      for (Rule key : suspension.foreignKeys) {
        statement.execute(key.alter("drop constraint " + key.quotedName()));
      }
      for (Rule trigger : suspension.triggers) {
        statement.execute(trigger.alter("disable trigger " + trigger.quotedName()));
      }
    }
    return suspension;
  }

  /**
   * Puts all of them back in force, which checks every row against the foreign keys.
   *
   * @throws BackupException when a foreign key does not hold
   */
  public void end(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Deferred checks still waiting would forbid to alter their tables.
      statement.execute("set constraints all immediate");
      for (Rule trigger : triggers) {
        statement.execute(trigger.alter(trigger.definition() + " trigger " + trigger.quotedName()));
      }
      for (Rule key : foreignKeys) {
        add(statement, key);
      }
    }
  }

  private static void add(Statement statement, Rule key) throws SQLException {
    try {
      statement.execute(key.alter("add constraint " + key.quotedName() + " " + key.definition()));
    } catch (SQLException refused) {
      throw new BackupException(
          "Foreign key "
              + key.name()
              + " of table "
              + key.schema()
              + "."
              + key.table()
              + " does not hold in the backup (SQLSTATE "
              + refused.getSQLState()
              + "); nothing was restored.",
          refused);
    }
  }

  private static List<Rule> rules(Connection connection, String sql) throws SQLException {
    List<Rule> rules = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rules.add(
            new Rule(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
    }
    return rules;
  }

  private record Rule(String schema, String table, String name, String definition) {
    String quotedName() {
      return Table.quoted(name);
    }

    String alter(String action) {
      return "alter table " + Table.qualified(schema, table) + " " + action;
    }
  }
}
