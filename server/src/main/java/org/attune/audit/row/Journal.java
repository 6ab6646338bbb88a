package org.attune.audit.row;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows on disk until the database has them. A row that {@link #append} has taken survives the end
 * of the process and of the machine. Rows that arrive together share one wait for the disk.
 */
public final class Journal {

  private static final String SUFFIX = ".journal";

  private final Path directory;
  private final RowCodec codec = new RowCodec();

  /** Guards {@link #current} and {@link #number}; held while a line is written, not forced. */
  private final Object writing = new Object();

  private @Nullable Segment current;
  private long number;

  /**
   * Opens the journal of a directory, which is made when the first row comes.
   *
   * @throws IOException if segments of an earlier run cannot be listed
   */
  public Journal(Path directory) throws IOException {
    this.directory = directory;
    this.number = segments().stream().mapToLong(Journal::numberOf).max().orElse(0L);
  }

  /**
   * Keeps a row; when this returns, it is on disk.
   *
   * @throws AuditUnavailableException if it is not
   */
  public void append(AuditRow row) {
    byte[] line = codec.encode(row);
    Segment segment = null;
    try {
      long position;
      synchronized (writing) {
        segment = current == null ? next() : current;
        position = segment.write(line);
      }
      segment.force(position);
    } catch (IOException failure) {
      end(segment);
      throw new AuditUnavailableException(failure);
    }
  }

  /** What lies behind a failure would look like damage, so the next row begins a new segment. */
  private void end(@Nullable Segment broken) {
    if (broken == null) {
      return;
    }
    synchronized (writing) {
      if (current == broken) {
        current = null;
      }
    }
    try {
      broken.close();
    } catch (IOException alreadyReported) {
      return;
    }
  }

  /** Makes a segment; called with {@link #writing} held. */
  private Segment next() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, mode("rwx------"));
    }
    number++;
    Segment made =
        Segment.create(directory.resolve("%016d".formatted(number) + SUFFIX), mode("rw-------"));
    current = made;
    try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
      entry.force(true);
    }
    return made;
  }

  private FileAttribute<?>[] mode(String permissions) {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Ends the current segment and gives all that are complete, oldest first. Whoever has stored
   * their rows deletes them.
   *
   * @throws IOException if the disk fails
   */
  public List<Path> complete() throws IOException {
    Segment ended = null;
    synchronized (writing) {
      if (current != null && !current.isEmpty()) {
        ended = current;
        current = null;
      }
    }
    if (ended != null) {
      ended.close();
    }
    return segments();
  }

  private List<Path> segments() throws IOException {
    synchronized (writing) {
      if (!Files.isDirectory(directory)) {
        return List.of();
      }
      Path open = current == null ? null : current.path();
      try (Stream<Path> files = Files.list(directory)) {
        return files
            .filter(file -> file.toString().endsWith(SUFFIX) && !file.equals(open))
            .sorted()
            .toList();
      }
    }
  }

  private static long numberOf(Path segment) {
    String name = segment.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }
}
