package org.attune.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the statements and scripts of a load. */
final class Sql {

  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  void script(String name) throws SQLException {
    try (InputStream script = Sql.class.getResourceAsStream("/terminology/" + name + ".sql")) {
      if (script == null) {
        throw new IllegalStateException("No script " + name);
      }
      execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      statement.executeUpdate();
    }
  }

  long number(String sql) throws SQLException {
    Long found = pid(sql);
    return found == null ? 0 : found;
  }

  @Nullable Long pid(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement query = prepare(sql, values);
        ResultSet row = query.executeQuery()) {
      return row.next() ? Long.valueOf(row.getLong(1)) : null;
    }
  }

  @Nullable String text(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement query = prepare(sql, values);
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  List<CodeReleases.Problem> problems(String sql) throws SQLException {
    List<CodeReleases.Problem> found = new ArrayList<>();
    try (PreparedStatement query = prepare(sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        found.add(new CodeReleases.Problem(row.getInt(1), row.getString(2)));
      }
    }
    return found;
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
