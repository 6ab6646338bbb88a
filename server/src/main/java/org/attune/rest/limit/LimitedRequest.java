package org.attune.rest.limit;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request whose body is counted, and inflated when it came as gzip. */
final class LimitedRequest extends HttpServletRequestWrapper {

  private final long limit;
  private final boolean gzip;
  private @Nullable ServletInputStream stream;
  private @Nullable BufferedReader reader;

  LimitedRequest(HttpServletRequest request, long limit, boolean gzip) {
    super(request);
    this.limit = limit;
    this.gzip = gzip;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream open = stream;
    if (open == null) {
      open = new CountingStream(super.getInputStream(), limit, gzip);
      stream = open;
    }
    return open;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    BufferedReader open = reader;
    if (open == null) {
      String name = getCharacterEncoding();
      Charset charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
      open = new BufferedReader(new InputStreamReader(getInputStream(), charset));
      reader = open;
    }
    return open;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return hidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> names = Collections.list(super.getHeaderNames());
    return Collections.enumeration(names.stream().filter(name -> !hidden(name)).toList());
  }

  @Override
  public int getIntHeader(String name) {
    return hidden(name) ? -1 : super.getIntHeader(name);
  }

  @Override
  public int getContentLength() {
    return gzip ? -1 : super.getContentLength();
  }

  @Override
  public long getContentLengthLong() {
    return gzip ? -1 : super.getContentLengthLong();
  }

  /** After inflation the encoding is done and the length no longer true. */
  private boolean hidden(String name) {
    return gzip
        && ("Content-Encoding".equalsIgnoreCase(name) || "Content-Length".equalsIgnoreCase(name));
  }
}
