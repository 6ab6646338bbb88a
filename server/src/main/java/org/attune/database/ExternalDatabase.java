package org.attune.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that somebody else runs; it was seen to answer and to be new enough. */
record ExternalDatabase(String jdbcUrl, String username, String password) implements Database {
  private static final int OLDEST_VERSION = 140_000;
  private static final Duration PAUSE = Duration.ofMillis(250);

  /**
   * Connects once and checks the version. A server that is still starting is given {@code patience}
   * to come up, because the two are often started together.
   *
   * @throws DatabaseStartException when the URL, the credentials or the version will not do
   */
  static ExternalDatabase connect(DatabaseProperties properties, Duration patience) {
    String url = orEmpty(properties.url());
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new DatabaseStartException(
          "attune.db.url is not the address of a PostgreSQL database.",
          "Give a URL of the form jdbc:postgresql://HOST:PORT/DATABASE; no other database is"
              + " supported.");
    }
    ExternalDatabase database =
        new ExternalDatabase(url, orEmpty(properties.username()), orEmpty(properties.password()));
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        database.requireSupportedVersion();
        return database;
      } catch (SQLException e) {
        if (!comingUp(e) || System.nanoTime() - deadline > 0) {
          throw refused(e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void requireSupportedVersion() throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, credentials());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show server_version_num")) {
      result.next();
      requireSupportedVersion(result.getInt(1));
    }
  }

  static void requireSupportedVersion(int versionNumber) {
    if (versionNumber < OLDEST_VERSION) {
      throw new DatabaseStartException(
          String.format(
              Locale.ROOT,
              "The database at attune.db.url is PostgreSQL %d; Attune needs 14 or newer.",
              versionNumber / 10_000),
          "Upgrade that server, or name a newer one with --attune.db.url.");
    }
  }

  private Properties credentials() {
    Properties credentials = new Properties();
    if (!username.isEmpty()) {
      credentials.setProperty("user", username);
      credentials.setProperty("password", password);
    }
    credentials.setProperty("connectTimeout", "5");
    credentials.setProperty("loginTimeout", "10");
    return credentials;
  }

  private static boolean comingUp(SQLException e) {
    String state = orEmpty(e.getSQLState());
    return state.startsWith("08") || state.equals("57P03");
  }

  /** The driver's own text may quote the URL, so the answer is worded from the state alone. */
  private static DatabaseStartException refused(SQLException e) {
    String state = orEmpty(e.getSQLState());
    String check = "Check --attune.db.url, --attune.db.username and --attune.db.password";
    if (state.startsWith("28")) {
      return new DatabaseStartException(
          "The database at attune.db.url refuses this user name or password.", check + ".", e);
    }
    if (state.equals("3D000")) {
      return new DatabaseStartException(
          "The database named in attune.db.url does not exist.",
          "Create it (encoding UTF8), or correct --attune.db.url.",
          e);
    }
    return new DatabaseStartException(
        "The database at attune.db.url does not answer (SQL state " + state + ").",
        check + ", and that the server is up and reachable from here.",
        e);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public void close() {
    // Not ours to stop.
  }

  @Override
  public String toString() {
    return "ExternalDatabase";
  }
}
