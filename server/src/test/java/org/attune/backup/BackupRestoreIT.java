package org.attune.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.attune.backup.internal.Archive;
import org.attune.backup.internal.Manifest;
import org.attune.backup.internal.Manifest.ResourceTypeDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRestoreIT {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final Path directory;

  BackupRestoreIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aRestoredDatabaseIsTheSameToTheLastByte() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    SampleDatabase target = SampleDatabase.empty();
    List<String> rules = target.rules();

    Path first = backup(source, "first", BackupRestoreIT::silent);
    List<String> progress = new ArrayList<>();
    restore(first, target, progress::add);
    Path second = backup(target, "second", BackupRestoreIT::silent);

    Manifest before = manifest(first);
    Manifest after = manifest(second);
    assertThat(after.tables()).isEqualTo(before.tables());
    assertThat(after.resourceTypes()).isEqualTo(before.resourceTypes());
    assertThat(after.sequences()).isEqualTo(before.sequences());
    assertThat(after.largeObjects()).isEqualTo(before.largeObjects());
    assertThat(before.largeObjects().count()).isEqualTo(3);
    assertThat(before.created()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(target.column("select note from attune.\"Odd \"\"name\" order by position"))
        .containsExactly(SampleDatabase.NASTY, SampleDatabase.NASTY);
    assertThat(target.column("select twice from attune.parent order by id"))
        .containsExactly("2", "26");
    assertThat(progress).contains("public.hfj_resource: 3 rows", "attune.parent: 2 rows");
    assertThat(target.rules()).isEqualTo(rules);
  }

  @Test
  void theManifestCountsCurrentResourcesAndVersionsOfEachType() throws Exception {
    Manifest manifest = manifest(backup(SampleDatabase.filled(), "b", BackupRestoreIT::silent));

    assertThat(manifest.resourceTypes())
        .extracting(
            ResourceTypeDigest::type, ResourceTypeDigest::current, ResourceTypeDigest::versions)
        .containsExactly(tuple("Observation", 1L, 1L), tuple("Patient", 1L, 3L));
    assertThat(manifest.tables().stream().map(data -> data.table().title()))
        .contains("public.hfj_res_ver", "public.trm_concept", "public.FLY_HFJ_MIGRATION");
  }

  @Test
  void writesDuringABackupAreWhollyLeftOut() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    AtomicLong pid = new AtomicLong(1000);

    Path file =
        backup(
            source,
            "busy",
            line -> {
              try {
                long next = pid.incrementAndGet();
                source.addResource("Patient", "late-" + next, next, "late");
                source.execute("update hfj_res_ver set res_text_vc = 'changed' where res_id = 1");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });

    SampleDatabase target = SampleDatabase.empty();
    restore(file, target, BackupRestoreIT::silent);
    assertThat(pid.get()).isGreaterThan(1050);
    assertThat(target.column("select fhir_id from hfj_resource order by res_id"))
        .containsExactly("p-1", "p-2", "o-1");
    assertThat(target.column("select res_text_vc from hfj_res_ver where res_id = 1"))
        .containsExactly("{\"note\":\"" + SampleDatabase.NASTY + "\"}");
  }

  @Test
  void aDamagedFileIsRefusedWhereverItIsHit() throws Exception {
    Path file = backup(SampleDatabase.filled(), "whole", BackupRestoreIT::silent);
    SampleDatabase target = SampleDatabase.empty();
    byte[] whole = Files.readAllBytes(file);
    for (int part = 1; part < 8; part++) {
      byte[] damaged = whole.clone();
      // The last fifth is the container's directory, whose times and modes carry no content.
      int place = (int) (whole.length * 0.8 / 8 * part);
      for (int i = place; i < place + 32; i++) {
        damaged[i] ^= 0x55;
      }
      Files.write(file, damaged);
      assertThatThrownBy(() -> restore(file, target, BackupRestoreIT::silent))
          .isInstanceOf(BackupException.class)
          .hasMessageMatching("(?s).*(damaged|cut off).*");
    }
    assertUntouched(target);
  }

  @Test
  void aTruncatedFileIsRefused() throws Exception {
    Path file = backup(SampleDatabase.filled(), "whole", BackupRestoreIT::silent);
    SampleDatabase target = SampleDatabase.empty();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> restore(file, target, BackupRestoreIT::silent))
          .isInstanceOf(BackupException.class);
    }
    assertUntouched(target);
  }

  @Test
  void aDatabaseWithResourcesIsNeverOverwritten() throws Exception {
    Path file = backup(SampleDatabase.filled(), "b", BackupRestoreIT::silent);
    SampleDatabase target = SampleDatabase.empty();
    target.addResource("Patient", "keep", 77, "keep");

    assertThatThrownBy(() -> restore(file, target, BackupRestoreIT::silent))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("new data directory");
    assertThat(target.column("select fhir_id from hfj_resource")).containsExactly("keep");
  }

  @Test
  void aBackupOfAnotherSchemaIsRefusedWithTheVersionThatMadeIt() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    source.execute("alter table attune.parent add column later text");
    Path file = backup(source, "b", BackupRestoreIT::silent);

    SampleDatabase target = SampleDatabase.empty();
    assertThatThrownBy(() -> restore(file, target, BackupRestoreIT::silent))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("version 9.9")
        .hasMessageContaining("the columns of table attune.parent differ");
    assertUntouched(target);
  }

  @Test
  void aRecordThatDiffersFromItsManifestIsRolledBackAndTheTypeNamed() throws Exception {
    Path file = backup(SampleDatabase.filled(), "b", BackupRestoreIT::silent);
    Manifest honest = manifest(file);
    List<ResourceTypeDigest> forged = new ArrayList<>(honest.resourceTypes());
    ResourceTypeDigest patients = forged.remove(1);
    forged.add(new ResourceTypeDigest("Patient", 1, 3, patients.sha256().replace('a', 'b')));
    Path forgery = withManifest(file, forged, honest);
    SampleDatabase target = SampleDatabase.empty();
    List<String> rules = target.rules();

    assertThatThrownBy(() -> restore(forgery, target, BackupRestoreIT::silent))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("Patient resources differ");
    assertUntouched(target);
    assertThat(target.rules()).isEqualTo(rules);
  }

  @Test
  void rowsThatBreakAForeignKeyAreRolledBackAndTheKeyNamed() throws Exception {
    SampleDatabase source = SampleDatabase.filled();
    source.execute(
        "alter table attune.\"Odd \"\"name\" drop constraint odd_parent",
        "delete from attune.parent where id = 13");
    Path file = backup(source, "b", BackupRestoreIT::silent);

    SampleDatabase target = SampleDatabase.empty();
    assertThatThrownBy(() -> restore(file, target, BackupRestoreIT::silent))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("odd_parent");
    assertUntouched(target);
  }

  private static void silent(String line) {}

  private Path backup(SampleDatabase database, String name, Consumer<String> progress)
      throws SQLException, IOException {
    Path file = directory.resolve(name);
    try (Connection connection = database.connect();
        OutputStream out = Files.newOutputStream(file)) {
      new BackupWriter(CLOCK, "9.9").write(connection, out, progress);
      assertThat(connection.getAutoCommit()).isTrue();
    }
    return file;
  }

  private static void restore(Path file, SampleDatabase target, Consumer<String> progress)
      throws SQLException, IOException {
    try (Connection connection = target.connect()) {
      new BackupReader().restore(file, connection, progress);
    }
  }

  private static Manifest manifest(Path file) throws IOException {
    try (Archive archive = Archive.open(file)) {
      return archive.manifest();
    }
  }

  private Path withManifest(Path file, List<ResourceTypeDigest> types, Manifest old)
      throws IOException {
    Manifest changed =
        new Manifest(
            old.formatVersion(),
            old.created(),
            old.postgresVersion(),
            old.appVersion(),
            old.tables(),
            types,
            old.sequences(),
            old.largeObjects());
    Path copy = directory.resolve("forgery");
    try (ZipFile in = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (ZipEntry entry : in.stream().toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(
            entry.getName().equals(Manifest.ENTRY)
                ? changed.toJson()
                : in.getInputStream(entry).readAllBytes());
      }
    }
    return copy;
  }

  private static void assertUntouched(SampleDatabase target) throws SQLException {
    assertThat(target.column("select 1 from hfj_resource union all select 2 from hfj_res_ver"))
        .isEmpty();
    assertThat(target.column("select oid from pg_largeobject_metadata")).isEmpty();
    assertThat(target.column("select is_called from seq_resource_id")).containsExactly("f");
    assertThat(target.column("select count(*) from \"FLY_HFJ_MIGRATION\"")).doesNotContain("0");
  }
}
