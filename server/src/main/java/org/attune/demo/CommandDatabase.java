package org.attune.demo;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.attune.database.Database;
import org.attune.database.SideTables;
import org.attune.kernel.DataDirectory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that the command works on: an external one, that of a running server, or that of a
 * data directory at rest, which is started for the command and stopped after it.
 */
final class CommandDatabase implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 10;
  private static final String URL = "attune.db.url";
  private static final String USERNAME = "attune.db.username";
  private static final String PASSWORD = "attune.db.password";

  private final PGSimpleDataSource source;
  private final @Nullable Database started;

  private CommandDatabase(PGSimpleDataSource source, @Nullable Database started) {
    this.source = source;
    this.started = started;
  }

  /**
   * Finds or starts the database.
   *
   * @param options by property name
   * @throws IOException if there is no data directory
   */
  static CommandDatabase of(Map<String, String> options) throws IOException {
    if (options.containsKey(URL)) {
      return new CommandDatabase(source(options), null);
    }
    Path directory = DemoCommands.dataDirectory(options);
    Optional<PGSimpleDataSource> running = running(directory.resolve("connection.properties"));
    if (running.isPresent()) {
      return new CommandDatabase(running.get(), null);
    }
    if (!Files.isDirectory(directory)) {
      throw new IOException(
          "there is no data directory "
              + directory
              + "; name it with --attune.data-dir, or the database with --attune.db.url");
    }
    Database database = Database.embedded(new DataDirectory(directory));
    PGSimpleDataSource source =
        source(
            Map.of(
                URL, database.jdbcUrl(),
                USERNAME, database.username(),
                PASSWORD, database.password()));
    return new CommandDatabase(source, database);
  }

  Connection connect() throws SQLException {
    SideTables.migrate(source);
    return source.getConnection();
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }

  private static Optional<PGSimpleDataSource> running(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    if (!properties.getProperty(URL, "").startsWith("jdbc:postgresql:")) {
      return Optional.empty();
    }
    PGSimpleDataSource source =
        source(
            Map.of(
                URL, properties.getProperty(URL),
                USERNAME, properties.getProperty(USERNAME, ""),
                PASSWORD, properties.getProperty(PASSWORD, "")));
    try (Connection connection = source.getConnection()) {
      return connection.isValid(TIMEOUT_SECONDS) ? Optional.of(source) : Optional.empty();
    } catch (SQLException left) {
      // A server that was killed leaves its file behind.
      return Optional.empty();
    }
  }

  private static PGSimpleDataSource source(Map<String, String> options) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(options.get(URL));
    String username = options.getOrDefault(USERNAME, "");
    if (!username.isEmpty()) {
      source.setUser(username);
      source.setPassword(options.getOrDefault(PASSWORD, ""));
    }
    source.setApplicationName("attune-demo");
    // A role named like the schema of the side tables would look for HAPI's tables there.
    source.setCurrentSchema("public");
    source.setConnectTimeout(TIMEOUT_SECONDS);
    // Keeps the values of rows out of the driver's exceptions.
    source.setLogServerErrorDetail(false);
    return source;
  }
}
