package org.attune.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.attune.database.DatabaseStartException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {
  private final Path temp;
  private Cluster cluster;

  ClusterTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @BeforeEach
  void programsOfVersionSeventeen() throws Exception {
    Path share = Files.createDirectories(temp.resolve("home/share/postgresql"));
    Files.writeString(share.resolve("postgres.bki"), "# PostgreSQL 17\n# more 3\n");
    Path data = Files.createDirectory(temp.resolve("data"));
    cluster =
        new Cluster(
            temp.resolve("home"), data, new Privileges(List.of("wrap"), OptionalInt.empty()));
  }

  @Test
  void initdbAsksForChecksumsUnicodeAndPasswords() {
    assertThat(cluster.initdb(temp.resolve("new"), temp.resolve("secret"), "C.UTF-8"))
        .startsWith(temp.resolve("home/bin/initdb").toString())
        .contains("-k", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256")
        .contains("--username=attune", "--pwfile=" + temp.resolve("secret"));
  }

  @Test
  void settingsKeepEveryCommitAndStayOnThisMachine() {
    assertThat(Cluster.settings(5433).lines())
        .contains("fsync = on", "synchronous_commit = on", "full_page_writes = on")
        .contains("listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "port = 5433");
  }

  @Test
  void serverLogLeavesOutFailedStatementsBecauseTheyQuoteTheRecord() {
    assertThat(Cluster.settings(1).lines())
        .contains("log_min_messages = log", "log_min_error_statement = panic");
  }

  @Test
  void onlyPasswordsOverLoopbackAreLetIn() throws Exception {
    cluster.configure(5433);
    assertThat(cluster.data().resolve("pg_hba.conf"))
        .hasContent("host all all 127.0.0.1/32 scram-sha-256");
  }

  @Test
  void stopIsFastAndWaits() {
    assertThat(cluster.stop("fast")).contains("stop", "-m", "fast", "-w");
  }

  @Test
  void directoryOfAnotherMajorVersionIsRefusedWithTheWayAcross() throws Exception {
    Files.writeString(cluster.data().resolve("PG_VERSION"), "16\n");
    assertThatThrownBy(() -> cluster.prepare("secret", "C.UTF-8"))
        .hasMessageContaining("PostgreSQL 16")
        .hasMessageContaining("PostgreSQL 17")
        .isInstanceOfSatisfying(
            DatabaseStartException.class,
            refusal ->
                assertThat(refusal.action())
                    .containsSubsequence("Back up with the version", "restore with this one"));
  }

  @Test
  void directoryOfTheSameMajorVersionIsLeftAlone() throws Exception {
    Files.writeString(cluster.data().resolve("PG_VERSION"), "17\n");
    cluster.prepare("secret", "C.UTF-8");
    assertThat(cluster.data()).isDirectoryContaining("glob:**/PG_VERSION");
  }

  @Test
  void pidFileNamesALivingProcessOrNone() throws Exception {
    Path file = cluster.data().resolve("postmaster.pid");
    assertThat(cluster.recordedProcess()).isEmpty();
    Files.writeString(file, "nonsense\n");
    assertThat(cluster.recordedProcess()).isEmpty();
    Files.writeString(file, ProcessHandle.current().pid() + "\n/some/where\n");
    assertThat(cluster.recordedProcess()).contains(ProcessHandle.current());
  }

  @Test
  void pidThatNowBelongsToAStrangerIsForgottenAndTheStrangerLives() throws Exception {
    Path file = cluster.data().resolve("postmaster.pid");
    Files.writeString(file, ProcessHandle.current().pid() + "\nshared memory key\n");
    Postmaster.stopOrphan(cluster);
    assertThat(cluster.recordedProcess()).isEmpty();
    assertThat(file).content().endsWith("\nshared memory key\n");
  }
}
