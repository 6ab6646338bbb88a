package org.attune.accounts;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountTable;
import org.attune.accounts.directory.InvalidAccountException;
import org.attune.accounts.directory.Links;
import org.attune.accounts.directory.NewAccount;
import org.attune.database.DatabaseStartException;
import org.attune.database.SideTables;
import org.attune.database.command.CommandArguments;
import org.attune.database.command.CommandDatabase;
import org.attune.database.command.DatabaseFailure;
import org.attune.database.command.DatabaseOpener;
import org.attune.database.command.UsageException;

/** The commands {@code attune account create} and {@code attune account link}. */
public final class AccountCommands {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final Duration LINK_LIFETIME = Duration.ofHours(24);

  private static final String NAME = "--user-name";
  private static final String REFERENCE = "--reference";
  private static final String ROLE = "--role";
  private static final Set<String> OPTIONS = Set.of(NAME + "=", REFERENCE + "=", ROLE + "=");

  private static final String USAGE =
      """
      Usage: attune account create --user-name=NAME --reference=TYPE/ID --role=ROLE[,ROLE] [OPTIONS]
             attune account link --user-name=NAME [OPTIONS]

      create  makes an account for a person of the record, and a link to set its password
      link    makes a new link for an account; until it is used the old password holds
      The server may be running.

        --reference=TYPE/ID       PractitionerRole/... for staff, Patient/... for a client,
                                  RelatedPerson/... for a proxy
        --role=ROLE               clinician, prescriber, associate, supervisor, front-desk, biller,
                                  practice-owner, client, proxy, administrator
      """
          + CommandArguments.USAGE;

  private final Clock clock;
  private final PrintStream out;

  private AccountCommands(Clock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  /**
   * Runs one command.
   *
   * @param args {@code account}, {@code create} or {@code link}, and options
   * @param environment variables that stand for options not given
   * @param out receives the result, the link included
   * @param err receives why nothing was done, or the usage when the command is misused
   * @return the exit code: 0 done; 1 refused or failed; 2 misused
   */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      CommandArguments arguments = CommandArguments.parse(args, OPTIONS, environment);
      new AccountCommands(Clock.systemUTC(), out).run(arguments);
      return DONE;
    } catch (UsageException misuse) {
      err.println(misuse.getMessage());
      err.print(USAGE);
      return MISUSED;
    } catch (InvalidAccountException refused) {
      err.println("attune: " + refused.getMessage());
    } catch (DatabaseStartException failure) {
      err.println("attune: " + failure.getMessage() + " " + failure.action());
    } catch (SQLException failure) {
      err.println("attune: " + DatabaseFailure.line("The database cannot be used", failure));
    }
    return FAILED;
  }

  private void run(CommandArguments arguments) throws UsageException, SQLException {
    boolean create = arguments.words().equals(List.of("account", "create"));
    if (!create && !arguments.words().equals(List.of("account", "link"))) {
      throw new UsageException("Name the command: account create, or account link.");
    }
    String name = required(arguments, NAME);
    NewAccount wanted =
        create
            ? new NewAccount(
                name,
                required(arguments, REFERENCE),
                NewAccount.roles(List.of(required(arguments, ROLE).split("\\s*,\\s*", -1))))
            : new NewAccount(name, "", Set.of());
    try (CommandDatabase database = CommandDatabase.open(arguments, DatabaseOpener.EMBEDDED)) {
      // The connection first: it says in one line when the database does not answer.
      try (Connection connection = database.connect()) {
        SideTables.migrate(database.access().dataSource());
        connection.setAutoCommit(false);
        UUID id =
            create
                ? AccountTable.insert(connection, wanted, false, clock.instant())
                : existing(connection, name);
        String link = Links.make(connection, id, clock.instant().plus(LINK_LIFETIME));
        connection.commit();
        out.println(create ? "Account created." : "A new link was made.");
        out.println("To set the password, open this path of the server within 24 hours, once:");
        out.println(link);
      }
    }
  }

  private static UUID existing(Connection connection, String name) throws SQLException {
    return AccountTable.find(connection, name)
        .filter(account -> !account.disabled())
        .map(Account::id)
        .orElseThrow(
            () ->
                new InvalidAccountException(
                    "userName", "There is no account with this user name that is in use."));
  }

  private static String required(CommandArguments arguments, String option) throws UsageException {
    String value = arguments.options().getOrDefault(option, "");
    if (value.isBlank()) {
      throw new UsageException("Give a value: " + option + "=...");
    }
    return value;
  }
}
