package org.attune.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.attune.database.DatabaseStartException;
import org.jspecify.annotations.Nullable;

/**
 * At most one process runs a data directory. The operating system drops the lock when the process
 * dies, however it dies, so a lock that can be taken proves that there is no live owner.
 */
final class DirectoryLock implements AutoCloseable {
  /**
   * What this process holds. POSIX locks belong to the process and all vanish as soon as it closes
   * any handle to the file; so a second attempt from within must be refused before it opens one.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock or refuses at once.
   *
   * @throws DatabaseStartException when another Attune runs on the directory
   */
  static DirectoryLock take(Path file) throws IOException {
    if (!HELD.add(file)) {
      throw taken(file);
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      if (lock == null) {
        throw taken(file);
      }
      return new DirectoryLock(file, channel);
    } finally {
      if (lock == null) {
        release(file, channel);
      }
    }
  }

  private static DatabaseStartException taken(Path file) {
    return new DatabaseStartException(
        "Another Attune is running on the data directory " + file.getParent() + ".",
        "Stop it, choose another directory with --attune.data-dir, or join its database: pass the"
            + " three lines of connection.properties in that directory as --attune.db.url,"
            + " --attune.db.username and --attune.db.password.");
  }

  private static void release(Path file, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release " + file, e);
    } finally {
      HELD.remove(file);
    }
  }

  @Override
  public void close() {
    if (channel.isOpen()) {
      release(file, channel);
    }
  }
}
