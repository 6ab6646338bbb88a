package org.attune.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Stand-in until the shared test database is there. */
public record TestDatabase(String url, String username, String password) {
  /** A new, empty database. */
  public static TestDatabase newDatabase() {
    String server = System.getProperty("attune.test.server", "jdbc:postgresql://127.0.0.1:55432/");
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection =
            DriverManager.getConnection(server + "postgres", "attune", "unused");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new TestDatabase(server + name, "attune", "unused");
  }
}
