package org.attune.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attune.backup.internal.Archive;
import org.attune.backup.internal.Catalogue;
import org.attune.backup.internal.LargeObjects;
import org.attune.backup.internal.Manifest;
import org.attune.backup.internal.Manifest.ResourceTypeDigest;
import org.attune.backup.internal.Manifest.SequenceState;
import org.attune.backup.internal.Manifest.TableData;
import org.attune.backup.internal.ResourceDigests;
import org.attune.backup.internal.Rows;
import org.attune.backup.internal.SchemaComparison;
import org.attune.backup.internal.Session;
import org.attune.backup.internal.Suspension;
import org.attune.backup.internal.Table;

/** Puts a backup into an empty database: all of it, proved equal, or nothing. */
public final class BackupReader {

  /**
   * Restores in one transaction.
   *
   * @param file the backup
   * @param connection a connection of the role that owns the tables, with no transaction open, to a
   *     database that has this version's schema and holds no resource
   * @param progress receives one line for each table: name and number of rows
   * @throws BackupException when the backup is damaged, the database does not fit, or what was
   *     restored differs from the backup; the database is then as it was before
   * @throws IOException when the file cannot be read
   */
  public void restore(Path file, Connection connection, Consumer<String> progress)
      throws IOException {
    try (Archive archive = Archive.open(file)) {
      archive.verify();
      progress.accept("backup verified: made " + archive.manifest().created());
      List<Table> tables;
      try {
        tables = replace(archive, connection, progress);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      analyze(connection, tables, progress);
    } catch (SQLException refused) {
      throw Failures.of("The database refused the restore", refused);
    }
  }

  private static void analyze(
      Connection connection, List<Table> tables, Consumer<String> progress) {
    try {
      // Without this the first searches would be planned as if the tables were empty.
      Rows.analyze(connection, tables);
    } catch (SQLException refused) {
      // The record is in place; the database will gather its statistics by itself in time.
      progress.accept("statistics not refreshed (SQLSTATE " + refused.getSQLState() + ")");
    }
  }

  private static List<Table> replace(
      Archive archive, Connection connection, Consumer<String> progress)
      throws SQLException, IOException {
    Manifest manifest = archive.manifest();
    List<Table> tables = Session.beginExclusive(connection);
    requireSameSchema(manifest, tables, Catalogue.sequences(connection));
    requireEmpty(connection);
    Suspension suspension = Suspension.begin(connection);
    LargeObjects.unlink(connection, tables);
    Rows.truncate(connection, tables);
    for (TableData data : manifest.tables()) {
      fill(archive, data, connection);
      progress.accept(data.table().title() + ": " + data.rows() + " rows");
    }
    try (InputStream objects = archive.open(LargeObjects.ENTRY)) {
      LargeObjects.read(connection, manifest.largeObjects().count(), objects);
    }
    for (SequenceState sequence : manifest.sequences()) {
      Catalogue.reset(connection, sequence);
    }
    suspension.end(connection);
    requireSameRecord(manifest.resourceTypes(), ResourceDigests.read(connection));
    return tables;
  }

  private static void requireSameSchema(
      Manifest manifest, List<Table> tables, List<SequenceState> sequences) {
    SchemaComparison.difference(manifest, tables, sequences)
        .ifPresent(
            difference -> {
              throw new BackupException(
                  "The backup was made with another schema by version "
                      + manifest.appVersion()
                      + " ("
                      + difference
                      + "). Restore it with that version, then upgrade.");
            });
  }

  private static void requireEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select 1 from public.hfj_resource)"
                    + " or exists (select 1 from public.hfj_res_ver)")) {
      row.next();
      if (row.getBoolean(1)) {
        throw new BackupException(
            "The database holds resources already; a restore never overwrites a record."
                + " Restore into a new data directory or a new, empty database.");
      }
    }
  }

  private static void fill(Archive archive, TableData data, Connection connection)
      throws IOException {
    long rows;
    try (InputStream in = archive.open(data.table().entry())) {
      rows = Rows.copyIn(connection, data.table(), in);
    } catch (SQLException refused) {
      throw Failures.of(
          "Nothing was restored: the database refused rows of table " + data.table().title(),
          refused);
    } catch (EOFException cut) {
      throw new BackupException("Nothing was restored: the backup changed meanwhile.", cut);
    }
    if (rows != data.rows()) {
      throw new BackupException(
          "Nothing was restored: table %s got %d rows, the backup counts %d."
              .formatted(data.table().title(), rows, data.rows()));
    }
  }

  private static void requireSameRecord(
      List<ResourceTypeDigest> saved, List<ResourceTypeDigest> restored) {
    Map<String, ResourceTypeDigest> found =
        restored.stream().collect(Collectors.toMap(ResourceTypeDigest::type, Function.identity()));
    for (ResourceTypeDigest expected : saved) {
      if (!expected.equals(found.remove(expected.type()))) {
        throw new BackupException(
            "Nothing was restored: "
                + expected.type()
                + " resources differ from the backup in number or content.");
      }
    }
    if (!found.isEmpty()) {
      throw new BackupException(
          "Nothing was restored: the backup does not count " + found.keySet() + " resources.");
    }
  }
}
