package org.attune.audit.row;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** One file of the journal. Written by one thread at a time; any thread may wait for the disk. */
final class Segment {

  private final Path path;
  private final FileChannel channel;
  private final AtomicLong written = new AtomicLong();
  private long durable;
  private boolean failed;

  private Segment(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static Segment create(Path path, FileAttribute<?>... mode) throws IOException {
    return new Segment(
        path,
        FileChannel.open(
            path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode));
  }

  Path path() {
    return path;
  }

  boolean isEmpty() {
    return written.get() == 0;
  }

  /** Appends a line and gives its position; the caller lets one thread in at a time. */
  long write(byte[] line) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(line);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    return written.incrementAndGet();
  }

  /** Returns when the line at that position is on disk; one wait serves all lines before it. */
  synchronized void force(long position) throws IOException {
    if (position <= durable) {
      return;
    }
    if (failed) {
      // After a failure the system may have dropped pages: a second try would lie.
      throw new IOException("The journal could not be forced to disk");
    }
    long upTo = written.get();
    failed = true;
    channel.force(false);
    failed = false;
    durable = upTo;
  }

  /** Forces what is there and closes the file. */
  synchronized void close() throws IOException {
    try (channel) {
      if (channel.isOpen()) {
        force(written.get());
      }
    }
  }
}
