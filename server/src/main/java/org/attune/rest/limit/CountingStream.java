package org.attune.rest.limit;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Counts what is read, after inflation, and throws when it exceeds the limit. */
final class CountingStream extends ServletInputStream {

  private static final int BUFFER = 8192;

  private final ServletInputStream raw;
  private final long limit;
  private final boolean gzip;
  private @Nullable InputStream source;
  private long count;
  private boolean ended;

  CountingStream(ServletInputStream raw, long limit, boolean gzip) {
    this.raw = raw;
    this.limit = limit;
    this.gzip = gzip;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int got = fill(target, offset, length);
    if (got < 0) {
      ended = true;
      return got;
    }
    count += got;
    if (count > limit) {
      throw new PayloadTooLargeException(Refusal.tooLargeText(limit));
    }
    return got;
  }

  private int fill(byte[] target, int offset, int length) throws IOException {
    if (!gzip) {
      return raw.read(target, offset, length);
    }
    try {
      // Opened at the first read, because opening already reads the header.
      InputStream open = source;
      if (open == null) {
        open = new GZIPInputStream(raw, BUFFER);
        source = open;
      }
      return open.read(target, offset, length);
    } catch (ZipException | EOFException broken) {
      throw new InvalidRequestException("The body is not a whole gzip stream");
    }
  }

  @Override
  public boolean isFinished() {
    return ended || (!gzip && raw.isFinished());
  }

  @Override
  public boolean isReady() {
    return raw.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    if (gzip) {
      throw new IllegalStateException("A gzip body can be read only by blocking");
    }
    raw.setReadListener(listener);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
