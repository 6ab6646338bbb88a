package org.attune.audit.command;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.attune.audit.fhir.AuditEvents;
import org.attune.audit.row.AuditTable;
import org.attune.database.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as AuditEvents, one a line.
 *
 * @param from first day in UTC; absent for all
 * @param to last day in UTC; absent for all
 */
public record RowExport(@Nullable LocalDate from, @Nullable LocalDate to) {

  private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);
  private static final LocalDate END = LocalDate.of(9999, 12, 31);
  private static final int FETCH = 1_000;

  /**
   * Reads the days.
   *
   * @throws UsageException for what is no day
   */
  public static RowExport of(@Nullable String from, @Nullable String to) throws UsageException {
    try {
      return new RowExport(
          from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    } catch (DateTimeException wrong) {
      throw new UsageException("A day has the form YYYY-MM-DD.");
    }
  }

  /**
   * Writes a new file that only its owner can read, of one snapshot, oldest first.
   *
   * @return how many
   * @throws IOException if the file exists or cannot be written; what was written is then deleted
   */
  public long write(Connection connection, Path file) throws SQLException, IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    boolean complete = false;
    try (FileChannel channel =
            FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode);
        BufferedWriter writer =
            new BufferedWriter(
                new OutputStreamWriter(
                    Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
      long count = rows(connection, writer);
      writer.flush();
      channel.force(true);
      complete = true;
      return count;
    } catch (FileAlreadyExistsException there) {
      complete = true;
      throw new IOException("The file " + file + " exists; choose another name.", there);
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  private long rows(Connection connection, BufferedWriter writer) throws SQLException, IOException {
    IParser parser = FhirContext.forR4Cached().newJsonParser();
    connection.setAutoCommit(false);
    long count = 0;
    try (PreparedStatement query =
        connection.prepareStatement(
            "select "
                + AuditTable.COLUMNS
                + " from attune.audit_event where recorded >= ? and recorded < ?"
                + " order by recorded, id")) {
      query.setObject(1, (from == null ? BEGINNING : from).atStartOfDay().atOffset(ZoneOffset.UTC));
      query.setObject(
          2, (to == null ? END : to.plusDays(1)).atStartOfDay().atOffset(ZoneOffset.UTC));
      query.setFetchSize(FETCH);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          writer.write(parser.encodeResourceToString(AuditEvents.of(AuditTable.read(row))));
          writer.write('\n');
          count++;
        }
      }
    }
    connection.commit();
    return count;
  }
}
