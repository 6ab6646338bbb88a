package org.attune.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.attune.database.Database;
import org.attune.database.DatabaseStartException;
import org.attune.kernel.DataDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server as it really runs here. Each test leaves it running. */
@TestInstance(Lifecycle.PER_CLASS)
class EmbeddedPostgresIT {
  private final Path temp;
  private DataDirectory directory;
  private Database database;

  EmbeddedPostgresIT(@TempDir Path temp) {
    this.temp = temp;
  }

  @BeforeAll
  void start() {
    directory = new DataDirectory(temp.resolve("data"));
    database = EmbeddedPostgres.start(directory);
  }

  @AfterAll
  void stop() {
    database.close();
  }

  @Test
  void everyCommitIsDurableAndEveryPageChecked() throws Exception {
    for (String setting :
        List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
      assertThat(ask(database, "show " + setting)).as(setting).isEqualTo("on");
    }
  }

  @Test
  void textIsUnicodeInAnOrderThatNoSystemUpdateChanges() throws Exception {
    assertThat(ask(database, "show server_encoding")).isEqualTo("UTF8");
    assertThat(
            ask(
                database,
                "select datlocprovider::text || ' ' || datlocale from pg_database"
                    + " where datname = current_database()"))
        .isEqualTo("b C.UTF-8");
    assertThat(ask(database, "select lower('ÄÉ')")).isEqualTo("äé");
  }

  @Test
  void wrongPasswordIsRefused() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "wrong"))
        .isInstanceOfSatisfying(
            SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void onlyLoopbackIsListenedOnAndThereIsNoSocket() throws Exception {
    assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask(database, "show unix_socket_directories")).isEmpty();
    assertThat(ask(database, "select count(*) from pg_hba_file_rules")).isEqualTo("1");
  }

  @Test
  void secretsAreForTheOwnerAlone() throws Exception {
    for (String name : List.of("postgres.password", "connection.properties")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
    assertThat(database.password()).matches("[A-Za-z0-9]{32}");
    assertThat(directory.path("postgres/initdb.password")).doesNotExist();
  }

  @Test
  void connectionFileCanBeCopiedLineByLine() {
    assertThat(directory.path("connection.properties"))
        .hasContent(
            "attune.db.url=%s%nattune.db.username=attune%nattune.db.password=%s%n"
                .formatted(database.jdbcUrl(), database.password()));
  }

  @Test
  void failedStatementLeavesNoTraceOfItsValuesInTheLog() {
    assertThatThrownBy(() -> ask(database, "select 'Very Private'::int"))
        .isInstanceOf(SQLException.class);
    assertThat(directory.path("postgres/postgres.log")).content().doesNotContain("Very Private");
  }

  @Test
  void restartKeepsRowsPortAndPrograms() throws Exception {
    run(database, "create table kept (n int)", "insert into kept values (42)");
    String url = database.jdbcUrl();
    Path program = programs(directory);
    Object unpacked = Files.getAttribute(program, "unix:ino");

    database.close();
    assertThat(directory.path("connection.properties")).doesNotExist();
    assertThat(directory.path("postgres/data/postmaster.pid")).doesNotExist();
    database = EmbeddedPostgres.start(directory);

    assertThat(database.jdbcUrl()).isEqualTo(url);
    assertThat(ask(database, "select n from kept")).isEqualTo("42");
    assertThat(Files.getAttribute(programs(directory), "unix:ino")).isEqualTo(unpacked);
  }

  @Test
  void takenPortIsGivenUpForAnother() throws Exception {
    String url = database.jdbcUrl();
    int port = Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
    database.close();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      database = EmbeddedPostgres.start(directory);
    }
    assertThat(database.jdbcUrl()).isNotEqualTo(url);
    assertThat(ask(database, "select 1")).isEqualTo("1");
  }

  @Test
  void secondStartIsRefusedWithTheThreeWaysOut() throws Exception {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
          .hasMessageContaining("Another Attune is running")
          .isInstanceOfSatisfying(
              DatabaseStartException.class,
              refusal ->
                  assertThat(refusal.action())
                      .contains("Stop it", "--attune.data-dir", "connection.properties")
                      .contains("--attune.db.url"));
    }
    Process other = OtherProcess.start(directory.root(), temp.resolve("refused.log"));
    assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(other.exitValue()).isNotZero();
    assertThat(temp.resolve("refused.log")).content().contains("Another Attune is running");
    assertThat(ask(database, "select 1")).isEqualTo("1");
  }

  @Test
  void serverThatOutlivedItsKilledOwnerIsStoppedAndItsRowsAreKept() throws Exception {
    DataDirectory abandoned = new DataDirectory(temp.resolve("abandoned"));
    Process owner = OtherProcess.start(abandoned.root(), temp.resolve("owner.log"));
    OtherProcess.awaitFile(owner, abandoned.path("connection.properties"), Duration.ofMinutes(2));
    List<String> lines = Files.readAllLines(abandoned.path("connection.properties"));
    String url = lines.get(0).substring("attune.db.url=".length());
    String password = lines.get(2).substring("attune.db.password=".length());
    try (Connection connection = DriverManager.getConnection(url, "attune", password);
        Statement statement = connection.createStatement()) {
      statement.execute("create table survivor as select 7 as n");
    }
    long orphan = postmaster(abandoned);

    owner.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(orphan)).as("the server outlives its owner").isPresent();

    try (Database recovered = EmbeddedPostgres.start(abandoned)) {
      assertThat(postmaster(abandoned)).isNotEqualTo(orphan);
      assertThat(ask(recovered, "select n from survivor")).isEqualTo("7");
    }
    // Where process 1 reaps nobody the number stays, but nothing runs under it any more.
    assertThat(ProcessHandle.of(orphan).flatMap(gone -> gone.info().commandLine())).isEmpty();
  }

  @Test
  void serverThatWasKilledTooRecoversByItself() throws Exception {
    run(database, "create table durable as select 5 as n");
    ProcessHandle killed = ProcessHandle.of(postmaster(directory)).orElseThrow();
    assertThat(killed.destroyForcibly()).isTrue();
    killed.onExit().join();
    database.close();
    database = EmbeddedPostgres.start(directory);
    assertThat(ask(database, "select n from durable")).isEqualTo("5");
  }

  @Test
  void directoryOfAnotherMajorVersionIsRefusedAndFreedAgain() throws Exception {
    DataDirectory older = new DataDirectory(temp.resolve("older"));
    Files.createDirectories(older.path("postgres/data"));
    Files.writeString(older.path("postgres/data/PG_VERSION"), "16\n");
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(older))
          .isInstanceOf(DatabaseStartException.class)
          .hasMessageContaining("PostgreSQL 16");
    }
  }

  @Test
  void rootWithoutUserNamespacesFallsBackToAnUnprivilegedUser() throws Exception {
    // Outside root this is simply a second server; as root it goes the way of most containers.
    Privileges.Probe noNamespaces =
        command -> command.contains("unshare") ? Optional.empty() : Privileges.ask(command);
    Path place = Files.createTempDirectory("attune-lowered");
    try {
      for (int attempt = 0; attempt < 2; attempt++) {
        try (Database lowered = EmbeddedPostgres.start(new DataDirectory(place), noNamespaces)) {
          assertThat(ask(lowered, "select 1")).isEqualTo("1");
        }
      }
      try (Database again = EmbeddedPostgres.start(new DataDirectory(place))) {
        assertThat(ask(again, "select 1")).isEqualTo("1");
      }
    } finally {
      BinaryArchive.deleteTree(place);
    }
  }

  private static long postmaster(DataDirectory directory) throws Exception {
    return Long.parseLong(
        Files.readAllLines(directory.path("postgres/data/postmaster.pid")).get(0).strip());
  }

  private static Path programs(DataDirectory directory) throws Exception {
    try (var homes = Files.newDirectoryStream(directory.path("postgres"), "bin-*")) {
      return homes.iterator().next().resolve("bin/postgres");
    }
  }

  private static void run(Database database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(Database database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }
}
