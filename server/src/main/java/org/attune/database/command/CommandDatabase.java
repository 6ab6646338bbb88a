package org.attune.database.command;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.attune.database.Database;
import org.attune.database.DatabaseStartException;
import org.jspecify.annotations.Nullable;

/**
 * The database that a command works on: an external one, that of a running server, or that of a
 * data directory at rest, which is started for the command and stopped after it.
 */
public final class CommandDatabase implements AutoCloseable {

  private final DatabaseAccess access;
  private final @Nullable Database started;

  private CommandDatabase(DatabaseAccess access, @Nullable Database started) {
    this.access = access;
    this.started = started;
  }

  /**
   * Finds or starts it.
   *
   * @throws DatabaseStartException when there is no data directory, or it cannot be used
   */
  public static CommandDatabase open(CommandArguments arguments, DatabaseOpener opener) {
    Optional<DatabaseAccess> up =
        arguments.external().or(() -> DatabaseAccess.running(arguments.dataDirectory()));
    if (up.isPresent()) {
      return new CommandDatabase(up.get(), null);
    }
    if (!Files.isDirectory(arguments.dataDirectory())) {
      throw new DatabaseStartException(
          "There is no data directory " + arguments.dataDirectory() + ".",
          "Name it with --attune.data-dir, or the database with --attune.db.url.");
    }
    Database database = opener.open(arguments.dataDirectory());
    return new CommandDatabase(DatabaseAccess.of(database), database);
  }

  /** How to reach it until it is closed. */
  public DatabaseAccess access() {
    return access;
  }

  /** A new connection. */
  public Connection connect() throws SQLException {
    return access.dataSource().getConnection();
  }

  /** Stops what was started. */
  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
