package org.attune.terminology;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.attune.database.DatabaseStartException;
import org.attune.database.SideTables;
import org.attune.database.command.CommandDatabase;
import org.attune.database.command.DatabaseFailure;
import org.attune.database.command.DatabaseOpener;
import org.attune.database.command.UsageException;
import org.attune.terminology.load.LoadRequest;
import org.attune.terminology.load.Loading;

/** The command {@code attune terminology load}. */
public final class TerminologyCommands {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private TerminologyCommands() {}

  /**
   * Runs one command.
   *
   * @param args {@code terminology}, {@code load}, what to load, the file, and options
   * @param environment variables that stand for options not given
   * @param out receives progress and the result
   * @param err receives why nothing was loaded, or the usage when the command is misused
   * @return the exit code: 0 done, also if the very file is loaded already; 1 refused or failed,
   *     and nothing of the file is loaded; 2 misused
   */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      LoadRequest request = LoadRequest.parse(environment, args);
      if (!Files.isRegularFile(request.file())) {
        err.println("attune: there is no file " + request.file());
        return FAILED;
      }
      return load(request, out, err) ? DONE : FAILED;
    } catch (UsageException misuse) {
      err.println(misuse.getMessage());
      err.print(LoadRequest.USAGE);
      return MISUSED;
    } catch (IOException failure) {
      err.println("attune: nothing was loaded: the file cannot be read: " + failure.getMessage());
    } catch (DatabaseStartException failure) {
      err.println("attune: " + failure.getMessage() + " " + failure.action());
    } catch (SQLException failure) {
      err.println("attune: " + DatabaseFailure.line("The database cannot be used", failure));
    }
    return FAILED;
  }

  private static boolean load(LoadRequest request, PrintStream out, PrintStream err)
      throws IOException, SQLException {
    try (CommandDatabase database =
            CommandDatabase.open(request.arguments(), DatabaseOpener.EMBEDDED);
        Connection connection = database.connect()) {
      SideTables.migrate(database.access().dataSource());
      return new Loading(request, out, err).run(connection);
    }
  }
}
