package org.attune.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.springframework.util.StreamUtils;

/**
 * A file that appears whole or not at all and that only its owner may read: it holds the record in
 * clear.
 */
final class BackupFile {
  private final Path file;
  private final Path part;
  private final boolean replace;

  /** Names the file; nothing is touched yet. */
  BackupFile(Path file, boolean replace) {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.replace = replace;
  }

  /** What fills the file; it closes the stream. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes the content beside the file, forces it to disk and renames it.
   *
   * @throws BackupException when the file exists and may not be replaced
   */
  void write(Content content) throws IOException {
    refuseExisting();
    if (replace) {
      Files.deleteIfExists(part);
    }
    boolean complete = false;
    try (FileChannel channel = create()) {
      try {
        // Open at close, so that it can still be forced to disk.
        content.writeTo(StreamUtils.nonClosing(Channels.newOutputStream(channel)));
        channel.force(true);
        refuseExisting();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        complete = true;
      } finally {
        if (!complete) {
          Files.deleteIfExists(part);
        }
      }
    }
    forceDirectory();
  }

  private void refuseExisting() {
    if (!replace && Files.exists(file)) {
      throw new BackupException(
          "The file " + file + " exists; choose another name, or replace it with --force.");
    }
  }

  private FileChannel create() throws IOException {
    boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      return FileChannel.open(
          part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode);
    } catch (FileAlreadyExistsException leftOrBusy) {
      throw new BackupException(
          "The file "
              + part
              + " exists: another backup is running, or one was cut off. Delete it if none runs.",
          leftOrBusy);
    }
  }

  private void forceDirectory() {
    Path directory = file.getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notOnThisPlatform) {
      // Some systems cannot open a directory; there the rename is as durable as they make it.
      return;
    }
  }
}
