package org.attune.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.attune.database.Database;
import org.attune.database.DatabaseStartException;
import org.attune.database.SideTables;
import org.attune.database.command.CommandArguments;
import org.attune.database.command.CommandDatabase;
import org.attune.database.command.DatabaseAccess;
import org.attune.database.command.DatabaseOpener;
import org.attune.database.command.UsageException;
import org.attune.store.HapiSchemaMigration;

/** The commands {@code attune backup FILE} and {@code attune restore FILE}. */
public final class BackupCommands {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private static final String OTHER_SESSIONS =
      "select count(*) from pg_stat_activity where datname = current_database()"
          + " and usename = current_user and pid <> pg_backend_pid()"
          + " and application_name <> '"
          + DatabaseAccess.APPLICATION
          + "'";

  private final DatabaseOpener opener;
  private final SchemaMigration migration;
  private final Clock clock;
  private final String appVersion;
  private final Map<String, String> environment;

  /**
   * Makes the commands.
   *
   * @param opener starts the database of a data directory
   * @param migration gives the target of a restore its schema
   * @param clock gives the moment noted in a backup
   * @param appVersion version of Attune noted in a backup
   * @param environment variables that stand in for options, by name
   */
  public BackupCommands(
      DatabaseOpener opener,
      SchemaMigration migration,
      Clock clock,
      String appVersion,
      Map<String, String> environment) {
    this.opener = opener;
    this.migration = migration;
    this.clock = clock;
    this.appVersion = appVersion;
    this.environment = Map.copyOf(environment);
  }

  /** The commands of this server: its own database launcher, schema and version. */
  public static BackupCommands ofThisServer() {
    String version = BackupCommands.class.getPackage().getImplementationVersion();
    return new BackupCommands(
        DatabaseOpener.EMBEDDED,
        database -> {
          HapiSchemaMigration.migrate(database);
          SideTables.migrate(database);
        },
        Clock.systemUTC(),
        version == null ? "unpackaged" : version,
        System.getenv());
  }

  /**
   * Runs one command.
   *
   * @param args {@code backup} or {@code restore}, the file, and options
   * @param out receives progress and the result
   * @param err receives one line when the command fails, and the usage when it is misused
   * @return the exit code: 0 done, 1 failed, 2 misused
   */
  public int run(String[] args, PrintStream out, PrintStream err) {
    try {
      CommandLine line = CommandLine.parse(environment, args);
      switch (line.command()) {
        case BACKUP -> backup(line, out);
        case RESTORE -> restore(line, out);
      }
      return DONE;
    } catch (UsageException misuse) {
      err.println(misuse.getMessage());
      err.print(CommandLine.USAGE);
      return MISUSED;
    } catch (NoSuchFileException absent) {
      err.println("attune: there is no directory for " + absent.getFile() + ".");
    } catch (AccessDeniedException denied) {
      err.println("attune: no permission to use " + denied.getFile() + ".");
    } catch (DatabaseStartException failure) {
      err.println("attune: " + failure.getMessage() + " " + failure.action());
    } catch (IOException | RuntimeException failure) {
      err.println("attune: " + oneLine(failure));
    } catch (SQLException failure) {
      err.println("attune: " + oneLine(Failures.of("The database cannot be used", failure)));
    }
    return FAILED;
  }

  private void backup(CommandLine line, PrintStream out) throws SQLException, IOException {
    try (CommandDatabase database = CommandDatabase.open(line.arguments(), opener);
        Connection connection = database.connect()) {
      new BackupFile(line.file(), line.force())
          .write(
              stream ->
                  new BackupWriter(clock, appVersion).write(connection, stream, out::println));
    }
    out.println("Backup written: " + line.file());
  }

  private void restore(CommandLine line, PrintStream out) throws SQLException, IOException {
    if (!Files.isRegularFile(line.file())) {
      // Said before a database is made for nothing.
      throw new BackupException("There is no backup file " + line.file() + ".");
    }
    CommandArguments arguments = line.arguments();
    if (arguments.external().isPresent()) {
      restore(line.file(), arguments.external().get(), true, out);
      return;
    }
    if (DatabaseAccess.running(arguments.dataDirectory()).isPresent()) {
      throw new BackupException(
          "A server is running on " + arguments.dataDirectory() + "; stop it first.");
    }
    try (Database database = opener.open(arguments.dataDirectory())) {
      restore(line.file(), DatabaseAccess.of(database), false, out);
    }
  }

  private void restore(Path file, DatabaseAccess access, boolean shared, PrintStream out)
      throws SQLException, IOException {
    try (Connection connection = access.dataSource().getConnection()) {
      if (shared) {
        refuseOtherSessions(connection);
      }
      migration.migrate(access.dataSource());
      new BackupReader().restore(file, connection, out::println);
    }
    out.println("Restored and verified: " + file);
  }

  private static void refuseOtherSessions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OTHER_SESSIONS)) {
      row.next();
      if (row.getLong(1) > 0) {
        throw new BackupException(
            "Other sessions use the database with the same role; stop the server first.");
      }
    }
  }

  private static String oneLine(Exception failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? "failed: " + failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
