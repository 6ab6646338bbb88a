package org.attune.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.audit.command.RowExport;
import org.attune.audit.seal.Retention;
import org.attune.audit.seal.Sealer;
import org.attune.audit.seal.SigningKey;
import org.attune.audit.seal.Verifier;
import org.attune.database.DatabaseStartException;
import org.attune.database.SideTables;
import org.attune.database.command.CommandArguments;
import org.attune.database.command.CommandDatabase;
import org.attune.database.command.DatabaseFailure;
import org.attune.database.command.DatabaseOpener;
import org.attune.database.command.UsageException;
import org.attune.kernel.DataDirectory;

/** The commands {@code attune audit verify}, {@code export} and {@code retain}. */
public final class AuditCommands {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** 45 CFR 164.316(b)(2)(i): six years. */
  private static final int YEARS = 6;

  private static final String USAGE =
      """
      Usage: attune audit verify [OPTIONS]
             attune audit export FILE [--from=YYYY-MM-DD] [--to=YYYY-MM-DD] [OPTIONS]
             attune audit retain --before=YYYY-MM [--force] [OPTIONS]

      verify   walks the whole chain and names every row that was changed, removed or added
      export   writes the AuditEvents as NDJSON to a new FILE, from one day to another (UTC)
      retain   takes out what was recorded before that month (UTC); asks for --force if it is
               younger than six years

      """
          + CommandArguments.USAGE;

  private static final Set<String> OPTIONS = Set.of("--from=", "--to=", "--before=", "--force");

  private final Clock clock = Clock.systemUTC();
  private final CommandArguments arguments;
  private final PrintStream out;
  private final PrintStream err;

  private AuditCommands(CommandArguments arguments, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs one command. The server may be running.
   *
   * @param args {@code audit}, the command, its file and options
   * @param environment variables that stand for options not given
   * @param out receives the result
   * @param err receives why the command failed, or the usage when it is misused
   * @return the exit code: 0 done, or for verify all is well; 1 failed, or not; 2 misused
   */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      return new AuditCommands(CommandArguments.parse(args, OPTIONS, environment), out, err).run();
    } catch (UsageException misuse) {
      err.println(misuse.getMessage());
      err.print(USAGE);
      return MISUSED;
    } catch (DatabaseStartException failure) {
      err.println("attune: " + failure.getMessage() + " " + failure.action());
    } catch (SQLException failure) {
      err.println("attune: " + DatabaseFailure.line("The database cannot be used", failure));
    } catch (IOException | IllegalStateException failure) {
      err.println("attune: " + failure.getMessage());
    }
    return FAILED;
  }

  private int run() throws UsageException, SQLException, IOException {
    List<String> words = arguments.words();
    String command = words.size() > 1 ? words.get(1) : "";
    boolean file = "export".equals(command);
    if (words.size() != (file ? 3 : 2) || !Set.of("verify", "export", "retain").contains(command)) {
      throw new UsageException("Name one command: verify, export FILE or retain.");
    }
    Path target = file ? CommandArguments.path(words.get(2)) : Path.of("");
    YearMonth before = "retain".equals(command) ? before() : YearMonth.of(1, 1);
    RowExport export = file ? export() : new RowExport(null, null);
    try (CommandDatabase database = CommandDatabase.open(arguments, DatabaseOpener.EMBEDDED);
        Connection connection = database.connect()) {
      SideTables.migrate(database.access().dataSource());
      return switch (command) {
        case "verify" -> verify(connection);
        case "export" -> {
          out.println("Exported " + export.write(connection, target) + " AuditEvents: " + target);
          yield DONE;
        }
        default -> retain(connection, before);
      };
    }
  }

  private DataDirectory dataDirectory() {
    return new DataDirectory(arguments.dataDirectory());
  }

  private int verify(Connection connection) throws SQLException {
    Verifier.Report report = new Verifier(dataDirectory()).verify(connection);
    Verifier.print(report, out::println);
    out.println(report.holds() ? "The audit record is as it was written." : "It is NOT.");
    return report.holds() ? DONE : FAILED;
  }

  private RowExport export() throws UsageException {
    return RowExport.of(arguments.options().get("--from"), arguments.options().get("--to"));
  }

  private YearMonth before() throws UsageException {
    String given = arguments.options().get("--before");
    if (given == null) {
      throw new UsageException("Give the month: --before=YYYY-MM.");
    }
    YearMonth month;
    try {
      month = YearMonth.parse(given);
    } catch (DateTimeException wrong) {
      throw new UsageException("The month has the form YYYY-MM.");
    }
    YearMonth present = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    boolean young = month.isAfter(present.minusYears(YEARS));
    if (month.isAfter(present) || (young && !arguments.options().containsKey("--force"))) {
      throw new UsageException(
          "Rows are kept for six years; take younger ones out with --force, and never later than"
              + " this month.");
    }
    return month;
  }

  /** Seals first, so that what is taken out can be told from what was stolen. */
  private int retain(Connection connection, YearMonth before) throws SQLException {
    SigningKey key = SigningKey.of(dataDirectory());
    connection.setAutoCommit(false);
    int links = new Sealer(dataDirectory(), clock).seal(connection);
    long rows = new Retention(key, clock).retain(connection, before);
    CommandRow.store(connection, "take out audit rows before " + before, "D", clock);
    connection.commit();
    err.flush();
    out.println("Taken out " + rows + " rows recorded before " + before + "; sealed " + links);
    return DONE;
  }
}
