package org.attune.backup.internal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.util.StreamUtils;

/** Writes the container entry by entry, without ever seeking back. */
public final class ArchiveWriter implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int FAST = 3;

  private final ZipOutputStream zip;

  /** Wraps the stream, which is closed with the archive. */
  public ArchiveWriter(OutputStream out) {
    zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER));
    zip.setLevel(FAST);
  }

  /** What fills an entry; returns its number of rows or objects. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to the stream, which the archive closes. */
    long writeTo(OutputStream out) throws SQLException, IOException;
  }

  /**
   * An entry as written.
   *
   * @param count what its content returned
   * @param sha256 hash of its bytes
   */
  public record Written(long count, String sha256) {}

  /** Adds an entry. */
  public Written add(String name, Content content) throws SQLException, IOException {
    MessageDigest hash = Hashes.sha256();
    zip.putNextEntry(new ZipEntry(name));
    // Rows arrive one by one; hashing and deflating each alone would cost far more.
    OutputStream buffered =
        new BufferedOutputStream(new DigestOutputStream(StreamUtils.nonClosing(zip), hash), BUFFER);
    long count = content.writeTo(buffered);
    buffered.flush();
    zip.closeEntry();
    return new Written(count, Hashes.hex(hash));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
