package org.attune.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.attune.database.DatabaseStartException;
import org.attune.store.RecordRemoval;

/** The command {@code attune demo remove}. */
public final class DemoCommands {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private static final String USAGE =
      """
      Usage: attune demo remove [OPTIONS]

      removes the sample practice with all its history; the server may be running

        --attune.data-dir=DIR     the data directory (default: attune-data)
        --attune.db.url=URL       an external PostgreSQL instead of the one in DIR
        --attune.db.username=NAME
        --attune.db.password=PASSWORD
      """;

  private static final Set<String> OPTIONS =
      Set.of("attune.data-dir", "attune.db.url", "attune.db.username", "attune.db.password");

  private final PrintStream out;
  private final PrintStream err;

  private DemoCommands(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs one command.
   *
   * @param args {@code demo}, {@code remove} and options
   * @param environment variables that stand for options not given
   * @param out receives the result
   * @param err receives why nothing was removed, or the usage when the command is misused
   * @return the exit code: 0 done, also if there was nothing to remove; 1 refused or failed; 2
   *     misused
   */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    DemoCommands commands = new DemoCommands(out, err);
    Map<String, String> options = options(environment);
    if (args.length < 2 || !"remove".equals(args[1]) || !parse(args, options)) {
      err.print(USAGE);
      return MISUSED;
    }
    try (CommandDatabase database = CommandDatabase.of(options);
        Connection connection = database.connect()) {
      return commands.remove(connection);
    } catch (IOException | InvalidPathException | DatabaseStartException failure) {
      err.println("attune: " + failure.getMessage());
    } catch (SQLException failure) {
      err.println("attune: the database cannot be used: " + oneLine(failure));
    }
    return FAILED;
  }

  private static Map<String, String> options(Map<String, String> environment) {
    Map<String, String> options = new HashMap<>();
    for (String option : OPTIONS) {
      String value =
          environment.get(
              option.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT));
      if (value != null && !value.isEmpty()) {
        options.put(option, value);
      }
    }
    return options;
  }

  private static boolean parse(String[] args, Map<String, String> options) {
    for (int index = 2; index < args.length; index++) {
      int equals = args[index].indexOf('=');
      if (equals < 2 || !OPTIONS.contains(args[index].substring(2, equals))) {
        return false;
      }
      options.put(args[index].substring(2, equals), args[index].substring(equals + 1));
    }
    return true;
  }

  private static String oneLine(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  /** Removes the practice in one transaction, or says what stands in the way. */
  private int remove(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    LoadedPractice.lock(connection);
    try {
      RecordRemoval.Result result = RecordRemoval.remove(connection, LoadedPractice.TAG);
      if (!result.blockers().isEmpty()) {
        connection.rollback();
        refuse(result);
        return FAILED;
      }
      LoadedPractice.forget(connection);
      connection.commit();
      tell(result);
      return DONE;
    } finally {
      connection.rollback();
      LoadedPractice.unlock(connection);
      connection.commit();
    }
  }

  private void refuse(RecordRemoval.Result result) {
    err.println("attune: nothing was removed, for these refer to the sample practice:");
    result.blockers().forEach(name -> err.println("  " + name));
    err.println("Delete them or let them refer to something else, then run the command again.");
  }

  private void tell(RecordRemoval.Result result) {
    if (result.total() == 0) {
      out.println("There is no sample practice in this database.");
      return;
    }
    result.removed().forEach((type, count) -> out.println(type + ": " + count));
    out.println("Removed the sample practice: " + result.total() + " resources, with history.");
  }

  static Path dataDirectory(Map<String, String> options) {
    return Path.of(options.getOrDefault("attune.data-dir", "attune-data"));
  }
}
