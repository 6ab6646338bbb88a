package org.attune.rest.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the bodies of everything but FHIR: forms of pages, token requests, registrations. They are
 * small and read whole, so each must say its length beforehand; what it says is binding, for the
 * container reads no more than that.
 */
public final class SmallBodyFilter extends OncePerRequestFilter {

  private static final int LENGTH_REQUIRED = 411;
  private static final int TOO_LARGE = 413;

  private final String except;
  private final long limit;

  /**
   * Makes a filter.
   *
   * @param except path below which other limits hold
   * @param limit largest body in bytes
   */
  public SmallBodyFilter(String except, long limit) {
    this.except = except;
    this.limit = limit;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals(except) || path.startsWith(except + "/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > limit) {
      refuse(response, TOO_LARGE, Refusal.tooLargeText(limit));
    } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
      refuse(response, LENGTH_REQUIRED, "Send the body with its Content-Length");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void refuse(HttpServletResponse response, int status, String text)
      throws IOException {
    byte[] body =
        "{\"error\":\"invalid_request\",\"error_description\":\"%s\"}"
            .formatted(text)
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setHeader(HttpHeaders.CONNECTION, "close");
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
