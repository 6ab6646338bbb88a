package org.attune.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attune.database.DatabaseStartException;

/**
 * The files of one PostgreSQL database cluster: made once by initdb, configured anew at each start.
 *
 * @param home directory of the programs
 * @param data directory of the cluster
 * @param privileges how the programs are run
 */
record Cluster(Path home, Path data, Privileges privileges) {
  /** The superuser, and the database that holds everything. */
  static final String NAME = "attune";

  private static final String NO_PROCESS = Integer.toString(Integer.MAX_VALUE);
  private static final String OWN_SETTINGS = "attune.conf";

  /** A program of this PostgreSQL. */
  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** Runs a program of this PostgreSQL to its end, as the right user. */
  Command run(List<String> line) throws IOException {
    return Command.run(privileges.wrap(line));
  }

  /**
   * Makes the cluster unless it exists.
   *
   * @throws DatabaseStartException when it exists and another major version made it
   */
  void prepare(String password, String characterLocale) throws IOException {
    Path version = data.resolve("PG_VERSION");
    if (Files.exists(version)) {
      requireMajor(Files.readString(version).strip());
    } else {
      initialize(password, characterLocale);
    }
  }

  private void requireMajor(String found) throws IOException {
    String ours = major();
    if (!found.equals(ours)) {
      throw new DatabaseStartException(
          String.format(
              "The data directory was made by PostgreSQL %s; this Attune brings PostgreSQL %s.",
              found, ours),
          "Back up with the version of Attune that made it ('backup FILE'), restore with this one"
              + " into a new --attune.data-dir ('restore FILE'), and start on that; if restore says"
              + " that the tables differ, go by way of an external PostgreSQL, as"
              + " docs/operations.md describes.");
    }
  }

  private String major() throws IOException {
    // The catalogue's first line names the major version: "# PostgreSQL 17".
    Path catalogue = home.resolve("share/postgresql/postgres.bki");
    try (var lines = Files.lines(catalogue)) {
      return lines.findFirst().orElse("").replaceAll("\\D", "");
    }
  }

  private void initialize(String password, String characterLocale) throws IOException {
    Path directory = data.resolveSibling("initdb");
    Path secret = data.resolveSibling("initdb.password");
    if (Files.exists(directory)) {
      BinaryArchive.deleteTree(directory);
    }
    Files.deleteIfExists(secret);
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(secret, password);
      privileges.own(secret);
      Command result = run(initdb(directory, secret, characterLocale));
      if (!result.succeeded()) {
        throw new DatabaseStartException(
            "initdb failed: " + lastLine(result.output()),
            "Mend what it says, or name an external database with --attune.db.url.");
      }
    } finally {
      Files.deleteIfExists(secret);
    }
    Files.writeString(
        directory.resolve("postgresql.conf"),
        "\n# Written by Attune at each start. Settings below this line win over it.\ninclude '"
            + OWN_SETTINGS
            + "'\n",
        StandardOpenOption.APPEND);
    Files.writeString(directory.resolve(OWN_SETTINGS), "");
    Files.move(directory, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Collation and case come from PostgreSQL's own C.UTF-8, which no update of the operating system
   * changes; only the text-search parser still asks the system what a letter is.
   */
  List<String> initdb(Path directory, Path secret, String characterLocale) {
    return List.of(
        program("initdb"),
        "-D",
        directory.toString(),
        "-k",
        "--encoding=UTF8",
        "--locale=" + characterLocale,
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--lc-messages=C",
        "--auth=scram-sha-256",
        "--username=" + NAME,
        "--pwfile=" + secret);
  }

  /** Writes who may connect, and the settings that this program relies on. */
  void configure(int port) throws IOException {
    Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    Files.writeString(data.resolve(OWN_SETTINGS), settings(port));
    privileges.own(data);
  }

  /**
   * Durability is never traded for speed. The server log leaves out failed statements: their texts
   * can quote what is in the record.
   */
  static String settings(int port) {
    return """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        max_connections = 100
        shared_buffers = '256MB'
        effective_cache_size = '1GB'
        maintenance_work_mem = '128MB'
        random_page_cost = 1.1
        wal_compression = on
        max_wal_size = '2GB'
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        logging_collector = off
        log_min_messages = log
        log_statement = 'none'
        log_min_error_statement = panic
        log_error_verbosity = terse
        """
        .formatted(port);
  }

  List<String> postmaster() {
    return List.of(program("postgres"), "-D", data.toString());
  }

  List<String> stop(String mode) {
    return List.of(program("pg_ctl"), "stop", "-D", data.toString(), "-m", mode, "-w", "-t", "60");
  }

  /** The process that the cluster's own pid file names, if it is alive. */
  Optional<ProcessHandle> recordedProcess() throws IOException {
    String recorded;
    try {
      recorded = Files.readString(pidFile(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException ended) {
      return Optional.empty();
    }
    return recorded
        .lines()
        .findFirst()
        .filter(line -> line.strip().matches("\\d{1,10}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
  }

  /**
   * Puts a number that no process has in place of one that a stranger got since, or that is held by
   * a dead process which nobody reaps: PostgreSQL would take either for a living server. The rest
   * of the file stays, because by it PostgreSQL finds out whether workers of the dead server live
   * on.
   */
  void forgetRecordedProcess() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(pidFile()));
    lines.set(0, NO_PROCESS);
    Files.write(pidFile(), lines);
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  static String lastLine(String output) {
    return output.lines().reduce("", (before, line) -> line.isBlank() ? before : line.strip());
  }
}
