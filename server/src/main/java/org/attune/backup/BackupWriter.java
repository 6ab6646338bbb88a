package org.attune.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.attune.backup.internal.ArchiveWriter;
import org.attune.backup.internal.ArchiveWriter.Written;
import org.attune.backup.internal.Catalogue;
import org.attune.backup.internal.LargeObjects;
import org.attune.backup.internal.Manifest;
import org.attune.backup.internal.Manifest.LargeObjectData;
import org.attune.backup.internal.Manifest.TableData;
import org.attune.backup.internal.ResourceDigests;
import org.attune.backup.internal.Rows;
import org.attune.backup.internal.Session;
import org.attune.backup.internal.Table;

/** Writes one consistent snapshot of the database, while others may go on reading and writing. */
public final class BackupWriter {
  private final Clock clock;
  private final String appVersion;

  /**
   * Makes a writer.
   *
   * @param clock gives the moment noted in the backup
   * @param appVersion version of Attune noted in the backup
   */
  public BackupWriter(Clock clock, String appVersion) {
    this.clock = clock;
    this.appVersion = appVersion;
  }

  /**
   * Writes the backup and closes the stream.
   *
   * @param connection a connection of the role that owns the tables, with no transaction open; it
   *     is used for one transaction, which ends here
   * @param out receives the container
   * @param progress receives one line for each table: name and number of rows
   * @throws BackupException when the database is not Attune's or cannot be read
   * @throws IOException when the stream cannot be written
   */
  public void write(Connection connection, OutputStream out, Consumer<String> progress)
      throws IOException {
    try (ArchiveWriter archive = new ArchiveWriter(out)) {
      try {
        Manifest manifest = write(connection, archive, progress);
        archive.add(
            Manifest.ENTRY,
            entry -> {
              entry.write(manifest.toJson());
              return 1;
            });
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException refused) {
      throw Failures.of("The database could not be read", refused);
    }
  }

  private Manifest write(Connection connection, ArchiveWriter archive, Consumer<String> progress)
      throws SQLException, IOException {
    List<Table> tables = Session.beginSnapshot(connection);
    String created = clock.instant().toString();
    if (tables.stream().noneMatch(table -> table.title().equals("public.hfj_resource"))) {
      throw new BackupException(
          "This is not a database of Attune: it has no table hfj_resource. Nothing to save.");
    }
    List<TableData> saved = new ArrayList<>();
    for (Table table : tables) {
      Written rows = archive.add(table.entry(), entry -> Rows.copyOut(connection, table, entry));
      saved.add(new TableData(table, rows.count(), rows.sha256()));
      progress.accept(table.title() + ": " + rows.count() + " rows");
    }
    Written objects =
        archive.add(LargeObjects.ENTRY, entry -> LargeObjects.write(connection, tables, entry));
    return new Manifest(
        Manifest.FORMAT_VERSION,
        created,
        Catalogue.version(connection),
        appVersion,
        saved,
        ResourceDigests.read(connection),
        Catalogue.sequences(connection),
        new LargeObjectData(objects.count(), objects.sha256()));
  }
}
