package org.attune.demo;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.access.OrphanedGrants;
import org.attune.accounts.DemoAccounts;
import org.attune.audit.CommandRow;
import org.attune.database.DatabaseStartException;
import org.attune.database.SideTables;
import org.attune.database.command.CommandArguments;
import org.attune.database.command.CommandDatabase;
import org.attune.database.command.DatabaseFailure;
import org.attune.database.command.DatabaseOpener;
import org.attune.database.command.UsageException;
import org.attune.store.RecordRemoval;

/** The command {@code attune demo remove}. */
public final class DemoCommands {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private static final List<String> WORDS = List.of("demo", "remove");
  private static final String USAGE =
      """
      Usage: attune demo remove [OPTIONS]

      removes the sample practice with all its history, and the accounts of its people; the server
      may be running

      """
          + CommandArguments.USAGE;

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
    try {
      CommandArguments arguments = CommandArguments.parse(args, Set.of(), environment);
      if (!arguments.words().equals(WORDS)) {
        throw new UsageException("Name the command: demo remove.");
      }
      return commands.remove(arguments);
    } catch (UsageException misuse) {
      err.println(misuse.getMessage());
      err.print(USAGE);
      return MISUSED;
    } catch (DatabaseStartException failure) {
      err.println("attune: " + failure.getMessage() + " " + failure.action());
    } catch (SQLException failure) {
      err.println("attune: " + DatabaseFailure.line("The database cannot be used", failure));
    }
    return FAILED;
  }

  private int remove(CommandArguments arguments) throws SQLException {
    try (CommandDatabase database = CommandDatabase.open(arguments, DatabaseOpener.EMBEDDED)) {
      // The connection first: it says in one line when the database does not answer.
      try (Connection connection = database.connect()) {
        SideTables.migrate(database.access().dataSource());
        return remove(connection);
      }
    }
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
      OrphanedGrants.remove(connection);
      int accounts = DemoAccounts.remove(connection);
      if (result.total() > 0) {
        CommandRow.store(connection, "remove the sample practice", "D", Clock.systemUTC());
      }
      connection.commit();
      tell(result, accounts);
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

  private void tell(RecordRemoval.Result result, int accounts) {
    if (result.total() + accounts == 0) {
      out.println("There is no sample practice in this database.");
      return;
    }
    result.removed().forEach((type, count) -> out.println(type + ": " + count));
    out.println("Removed the sample practice: " + result.total() + " resources, with history.");
    out.println("Removed the accounts of the demonstration: " + accounts);
  }
}
