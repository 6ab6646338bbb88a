package org.attune.backup;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach a database.
 *
 * @param url its JDBC URL
 * @param username role, empty when the URL says it
 * @param password the role's password, empty when there is none or the URL says it
 */
record Access(String url, String username, String password) {
  /** Also told to the database, so that a session of ours can be told from a server's. */
  static final String APPLICATION = "attune-backup";

  private static final String CONNECTION_FILE = "connection.properties";
  private static final int TIMEOUT_SECONDS = 10;

  static Access of(OpenDatabase database) {
    return new Access(database.jdbcUrl(), database.username(), database.password());
  }

  /** The running server's database of a data directory; nothing when no server answers there. */
  static Optional<Access> running(Path dataDirectory) {
    Path file = dataDirectory.resolve(CONNECTION_FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new BackupException("The file " + file + " cannot be read.", unreadable);
    }
    Access access =
        new Access(
            value(properties, "url"), value(properties, "username"), value(properties, "password"));
    return access.answers() ? Optional.of(access) : Optional.empty();
  }

  private static String value(Properties properties, String name) {
    return properties.getProperty("attune.db." + name, "");
  }

  private boolean answers() {
    if (!url.startsWith("jdbc:postgresql:")) {
      return false;
    }
    try (Connection connection = dataSource().getConnection()) {
      return connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException left) {
      // A server that was killed leaves its file behind.
      return false;
    }
  }

  DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    if (!username.isEmpty()) {
      source.setUser(username);
    }
    if (!password.isEmpty()) {
      source.setPassword(password);
    }
    source.setApplicationName(APPLICATION);
    // A role named like the schema of the side tables would make HAPI's tables there.
    source.setCurrentSchema("public");
    source.setConnectTimeout(TIMEOUT_SECONDS);
    // Keeps the values of rows out of the driver's exceptions.
    source.setLogServerErrorDetail(false);
    source.setTcpKeepAlive(true);
    return source;
  }

  /** Keeps the password out of anything printed. */
  @Override
  public String toString() {
    return "Access[...]";
  }
}
