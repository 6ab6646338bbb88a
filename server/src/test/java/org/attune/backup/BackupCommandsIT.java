package org.attune.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.database.Database;
import org.attune.database.command.DatabaseAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandsIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> openings = new ArrayList<>();

  private final Path directory;
  private final Path file;
  private final Path dataDirectory;

  BackupCommandsIT(@TempDir Path directory) throws IOException {
    this.directory = directory;
    file = directory.resolve("backup.attune");
    dataDirectory = Files.createDirectory(directory.resolve("data"));
  }

  @Test
  void anExternalDatabaseIsSavedAndRestoredIntoABareOne() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    SampleDatabase target = SampleDatabase.bare();

    assertThat(run(target, with(source, "backup"))).as(errors()).isZero();
    assertThat(run(target, with(target, "restore"))).as(errors()).isZero();

    assertThat(target.column("select count(*) from hfj_resource")).containsExactly("3");
    assertThat(openings).isEmpty();
    assertThat(text(out)).contains("Backup written", "Restored and verified");
  }

  @Test
  void theFileIsPrivateAndNoneIsReplacedUnlessForced() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    assertThat(run(source, with(source, "backup"))).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.writeString(file, "old");
    assertThat(run(source, with(source, "backup"))).isEqualTo(1);
    assertThat(file).hasContent("old");
    assertThat(text(err)).contains("--force").hasLineCount(1);

    assertThat(run(source, with(source, "backup", "--force"))).isZero();
    assertThat(Files.size(file)).isGreaterThan(1000);
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aRunningServersDatabaseIsSavedWithoutStartingAnother() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    publish(source.access().url(), source);

    assertThat(run(source, "backup", file.toString(), dataDir())).as(errors()).isZero();
    assertThat(openings).isEmpty();
  }

  @Test
  void aDatabaseAtRestIsStartedForTheCommandAndStopped() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    publish("jdbc:postgresql://127.0.0.1:1/left-behind", source);

    assertThat(run(source, "backup", file.toString(), dataDir())).as(errors()).isZero();
    SampleDatabase target = SampleDatabase.empty();
    assertThat(run(target, "restore", file.toString(), dataDir())).as(errors()).isZero();
    assertThat(openings).containsExactly("opened", "closed", "opened", "closed");
  }

  @Test
  void aRestoreBesideARunningServerIsRefused() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    assertThat(run(source, with(source, "backup"))).isZero();
    publish(source.access().url(), source);

    assertThat(run(source, "restore", file.toString(), dataDir())).isEqualTo(1);
    assertThat(text(err)).contains("stop it first").hasLineCount(1);
  }

  @Test
  void aRestoreIntoAnExternalDatabaseInUseIsRefused() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    assertThat(run(source, with(source, "backup"))).isZero();
    SampleDatabase target = SampleDatabase.empty();
    DatabaseAccess server = target.access();
    String separator = server.url().contains("?") ? "&" : "?";
    DatabaseAccess named =
        new DatabaseAccess(
            server.url() + separator + "ApplicationName=other",
            server.username(),
            server.password());

    try (Connection other =
        DriverManager.getConnection(named.url(), named.username(), named.password())) {
      assertThat(other.isValid(1)).isTrue();
      assertThat(run(target, with(target, "restore"))).isEqualTo(1);
    }
    assertThat(text(err)).contains("stop the server").hasLineCount(1);
  }

  @Test
  void failuresAreOneLineWithoutATraceAndLeaveNoFile() throws Exception {
    SampleDatabase bare = SampleDatabase.bare();

    assertThat(run(bare, with(bare, "backup"))).isEqualTo(1);
    assertThat(text(err)).contains("not a database of Attune").hasLineCount(1);
    assertThat(file).doesNotExist();
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
    err.reset();

    assertThat(run(bare, with(bare, "restore"))).isEqualTo(1);
    assertThat(text(err)).contains("no backup file").hasLineCount(1);
    err.reset();

    assertThat(
            run(bare, "backup", file.toString(), "--attune.db.url=jdbc:postgresql://127.0.0.1:1/x"))
        .isEqualTo(1);
    assertThat(text(err)).contains("does not answer").hasLineCount(1);
    assertThat(run(bare, "backup", file.toString(), "--attune.data-dir=" + directory.resolve("no")))
        .isEqualTo(1);
  }

  @Test
  void misusePrintsTheUsage() throws Exception {
    assertThat(run(SampleDatabase.bare(), "backup")).isEqualTo(2);
    assertThat(text(err)).contains("Usage: attune backup FILE");
  }

  private int run(SampleDatabase embedded, String... args) {
    BackupCommands commands =
        new BackupCommands(
            home -> {
              openings.add("opened");
              return new Opened(embedded.access(), openings);
            },
            SampleDatabase::migrate,
            Clock.systemUTC(),
            "9.9",
            Map.of());
    return commands.run(args, stream(out), stream(err));
  }

  private String[] with(SampleDatabase database, String command, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add(command);
    args.add(file.toString());
    args.add("--attune.db.url=" + database.access().url());
    args.add("--attune.db.username=" + database.access().username());
    args.add("--attune.db.password=" + database.access().password());
    return args.toArray(String[]::new);
  }

  private String dataDir() {
    return "--attune.data-dir=" + dataDirectory;
  }

  private void publish(String url, SampleDatabase database) throws IOException {
    Files.writeString(
        dataDirectory.resolve("connection.properties"),
        "attune.db.url=%s\nattune.db.username=%s\nattune.db.password=%s\n"
            .formatted(url, database.access().username(), database.access().password()));
  }

  private String errors() {
    return text(err);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private record Opened(DatabaseAccess access, List<String> openings) implements Database {
    @Override
    public String jdbcUrl() {
      return access.url();
    }

    @Override
    public String username() {
      return access.username();
    }

    @Override
    public String password() {
      return access.password();
    }

    @Override
    public void close() {
      openings.add("closed");
    }
  }
}
