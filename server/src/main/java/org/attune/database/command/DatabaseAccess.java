package org.attune.database.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.attune.database.Database;
import org.attune.database.DatabaseStartException;
import org.attune.database.embedded.EmbeddedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How a command reaches a database.
 *
 * @param url its JDBC URL
 * @param username role, empty when the URL says it
 * @param password the role's password, empty when there is none or the URL says it
 */
public record DatabaseAccess(String url, String username, String password) {
  /** Told to the database, so that a command's session can be told from a server's. */
  public static final String APPLICATION = "attune-command";

  static final String SCHEME = "jdbc:postgresql:";
  private static final int TIMEOUT_SECONDS = 10;

  /** The way to a database that is up. */
  public static DatabaseAccess of(Database database) {
    return new DatabaseAccess(database.jdbcUrl(), database.username(), database.password());
  }

  /**
   * The way to the embedded database of a data directory while a server runs on it; nothing when
   * none answers there.
   *
   * @throws DatabaseStartException when the directory says how to reach it, but cannot be read
   */
  public static Optional<DatabaseAccess> running(Path dataDirectory) {
    Path file = dataDirectory.resolve(EmbeddedPostgres.CONNECTION_FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new DatabaseStartException(
          "The file " + file + " cannot be read.",
          "Run the command as the user that runs the server.",
          unreadable);
    }
    DatabaseAccess access =
        new DatabaseAccess(
            value(properties, "url"), value(properties, "username"), value(properties, "password"));
    return access.answers() ? Optional.of(access) : Optional.empty();
  }

  private static String value(Properties properties, String name) {
    return properties.getProperty("attune.db." + name, "");
  }

  private boolean answers() {
    if (!url.startsWith(SCHEME)) {
      return false;
    }
    try (Connection connection = dataSource().getConnection()) {
      return connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException left) {
      // A server that was killed leaves its file behind.
      return false;
    }
  }

  /** Connections to it, one at a time and not pooled. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    if (!username.isEmpty()) {
      source.setUser(username);
    }
    if (!password.isEmpty()) {
      source.setPassword(password);
    }
    source.setApplicationName(APPLICATION);
    // A role named like the schema of the side tables would look for HAPI's tables there.
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
    return "DatabaseAccess[...]";
  }
}
