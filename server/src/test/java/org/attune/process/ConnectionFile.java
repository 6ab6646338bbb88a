package org.attune.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code connection.properties}: how a second process reaches the embedded database. */
record ConnectionFile(Map<String, String> values) {

  static final String NAME = "connection.properties";

  /** Reads the lines as they stand: nothing in them is escaped. */
  static ConnectionFile of(Path dataDirectory) {
    try {
      return new ConnectionFile(
          Files.readAllLines(dataDirectory.resolve(NAME)).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The options that make a second server join. */
  List<String> options() {
    return values.entrySet().stream()
        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
        .sorted()
        .toList();
  }

  int port() {
    return Integer.parseInt(value("attune.db.url").replaceAll(".*:(\\d+)/.*", "$1"));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        value("attune.db.url"), value("attune.db.username"), value("attune.db.password"));
  }

  /** The first column of the first row. */
  String ask(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private String value(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new AssertionError(NAME + " lacks " + key);
    }
    return value;
  }
}
