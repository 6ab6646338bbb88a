package org.attune.terminology.load;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.attune.store.CodeReleases;

/** Waits until a running server answers from a release; if none runs, the next start sees to it. */
final class Adoption {

  private static final int SECONDS = 300;
  private static final String SERVERS =
      "select count(*) from pg_stat_activity where datname = current_database()"
          + " and backend_type = 'client backend'"
          + " and pid <> pg_backend_pid() and application_name <> 'attune-command'";

  private final Connection connection;
  private final PrintStream out;

  Adoption(Connection connection, PrintStream out) {
    this.connection = connection;
    this.out = out;
  }

  void await(String system, String version) throws SQLException {
    for (int second = 0; second < SECONDS; second++) {
      if (!"stored".equals(CodeReleases.states(connection, system).get(version))) {
        out.println("In use.");
        return;
      }
      if (!serverRuns()) {
        out.println("In use from the next start of the server on.");
        return;
      }
      connection.rollback();
      if (second == 0) {
        out.println("The running server takes it over");
      }
      pause();
    }
    out.println("The running server has not taken it over yet; it goes on doing so.");
  }

  private boolean serverRuns() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SERVERS)) {
      row.next();
      return row.getLong(1) > 0;
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
