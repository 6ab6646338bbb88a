package org.attune.database.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.attune.database.DatabaseStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server process of a cluster. */
final class Postmaster {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Replaying the log after a crash can take long; a process that lives is given that time. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** How long the last workers of a killed server may take to notice and go. */
  private static final Duration PATIENCE_WITH_REMAINS = Duration.ofSeconds(30);

  private static final long LOG_LIMIT_BYTES = 10_000_000;
  private static final String REMAINS = "is still in use";

  private final Cluster cluster;
  private final Process process;

  private Postmaster(Cluster cluster, Process process) {
    this.cluster = cluster;
    this.process = process;
  }

  /** The server's address once it runs on a port. */
  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /**
   * Ends a server that outlived the process which had started it. Call only while holding the
   * directory's lock: it proves that nobody is using that server on purpose.
   */
  static void stopOrphan(Cluster cluster) throws IOException {
    var recorded = cluster.recordedProcess();
    if (recorded.isEmpty()) {
      return;
    }
    String commandLine = recorded.get().info().commandLine().orElse("");
    if (commandLine.contains(cluster.data().toString())) {
      LOG.warn("Stopping the PostgreSQL that an earlier, killed Attune left running");
      stop(cluster);
    } else {
      cluster.forgetRecordedProcess();
    }
  }

  /**
   * Starts the server and returns when it takes connections.
   *
   * @throws DatabaseStartException when it ends instead, or refuses the password
   */
  static Postmaster start(Cluster cluster, int port, String password, Path log) throws IOException {
    keepSmall(log);
    long deadline = System.nanoTime() + PATIENCE_WITH_REMAINS.toNanos();
    while (true) {
      long logged = Files.exists(log) ? Files.size(log) : 0;
      Postmaster postmaster = new Postmaster(cluster, launch(cluster, log));
      if (postmaster.awaitReady(port, password)) {
        return postmaster;
      }
      String complaint = since(log, logged);
      if (!complaint.contains(REMAINS) || System.nanoTime() - deadline > 0) {
        throw new DatabaseStartException(
            "PostgreSQL ended while starting: " + Cluster.lastLine(complaint),
            "Look into " + log + " for the reason.");
      }
      LockSupport.parkNanos(PAUSE.toNanos() * 10);
    }
  }

  private static Process launch(Cluster cluster, Path log) throws IOException {
    return Command.prepare(detached(cluster.privileges().wrap(cluster.postmaster())))
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /**
   * A session of its own keeps a Ctrl-C at the terminal from reaching it before the pools close.
   */
  private static List<String> detached(List<String> line) {
    boolean setsid =
        Files.isExecutable(Path.of("/usr/bin/setsid"))
            || Files.isExecutable(Path.of("/bin/setsid"));
    if (!setsid) {
      return line;
    }
    List<String> detached = new ArrayList<>(List.of("setsid"));
    detached.addAll(line);
    return detached;
  }

  /** True when connections are taken, false when the process ended. */
  private boolean awaitReady(int port, String password) throws IOException {
    Properties credentials = new Properties();
    credentials.setProperty("user", Cluster.NAME);
    credentials.setProperty("password", password);
    credentials.setProperty("connectTimeout", "2");
    credentials.setProperty("socketTimeout", "10");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive()) {
      try (Connection connection =
          DriverManager.getConnection(url(port, "postgres"), credentials)) {
        createDatabase(connection);
        return true;
      } catch (SQLException e) {
        giveUpIf(e, deadline);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return false;
  }

  private void giveUpIf(SQLException e, long deadline) throws IOException {
    String state = e.getSQLState();
    if (state != null && state.startsWith("28")) {
      stop();
      throw new DatabaseStartException(
          "The embedded PostgreSQL refuses the password kept in the data directory.",
          "Put back the file " + EmbeddedPostgres.PASSWORD_FILE + " that belongs to it.",
          e);
    }
    if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
      stop();
      throw new DatabaseStartException(
          "PostgreSQL did not become ready.", "Look into postgres/postgres.log.", e);
    }
  }

  private static void createDatabase(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + Cluster.NAME + "'")) {
      if (found.next()) {
        return;
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("create database " + Cluster.NAME);
    }
  }

  /** Returns when the server has ended, for whatever reason. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /** Ends sessions, writes everything down, and returns when the process is gone. */
  void stop() throws IOException {
    stop(cluster);
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        LOG.error("PostgreSQL did not end within a minute after it was told to");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Cluster cluster) throws IOException {
    if (!cluster.run(cluster.stop("fast")).succeeded() && cluster.recordedProcess().isPresent()) {
      // Committed data is safe either way; the next start replays the log.
      cluster.run(cluster.stop("immediate"));
    }
  }

  private static void keepSmall(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String since(Path log, long offset) throws IOException {
    try (var file = Files.newInputStream(log)) {
      file.skipNBytes(offset);
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
