package org.attune.rest.limit;

import ca.uhn.fhir.rest.server.exceptions.PayloadTooLargeException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses request bodies above a limit with 413. A declared length is refused unread; otherwise the
 * bytes are counted as they are read, and going over throws {@link PayloadTooLargeException}, which
 * the error table answers. Bodies sent as gzip are inflated here, so the limit holds for what the
 * server must keep in memory.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {

  /** 32 MB, the limit of the FHIR routes. */
  public static final long DEFAULT_LIMIT = 33_554_432L;

  private final long limit;

  public BodyLimitFilter() {
    this(DEFAULT_LIMIT);
  }

  /**
   * Makes a filter with its own limit.
   *
   * @param limit largest body in bytes, above 0
   */
  public BodyLimitFilter(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("The body limit must be above 0");
    }
    this.limit = limit;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String encoding = encoding(request);
    if (request.getContentLengthLong() > limit) {
      Refusal.tooLarge(limit).write(request, response);
    } else if (!encoding.isEmpty() && !"gzip".equals(encoding)) {
      Refusal.unknownEncoding().write(request, response);
    } else {
      pass(new LimitedRequest(request, limit, "gzip".equals(encoding)), response, chain);
    }
  }

  private void pass(LimitedRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (PayloadTooLargeException tooLarge) {
      if (response.isCommitted()) {
        throw tooLarge;
      }
      response.resetBuffer();
      Refusal.tooLarge(limit).write(request, response);
    }
  }

  private static String encoding(HttpServletRequest request) {
    @Nullable String header = request.getHeader("Content-Encoding");
    String value = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
    return switch (value) {
      case "identity" -> "";
      case "x-gzip" -> "gzip";
      default -> value;
    };
  }
}
