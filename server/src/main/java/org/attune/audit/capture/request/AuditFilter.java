package org.attune.audit.capture.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.attune.audit.capture.trail.RowClock;
import org.attune.audit.capture.trail.Trail;
import org.attune.audit.row.AuditRows;
import org.attune.audit.rules.RequestLine;
import org.hl7.fhir.r4.model.codesystems.V3ActReason;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the security filters and sees to it that no byte of an answer leaves before the
 * request has its row. Without a row the answer is 503, whatever it was to be.
 */
final class AuditFilter extends OncePerRequestFilter {

  /** Why the record is used: codes of v3-ActReason, separated by commas. */
  static final String PURPOSE = "X-Purpose-Of-Use";

  private static final String REQUEST_ID = "X-Request-ID";

  private final AuditRows rows;
  private final Set<String> types;
  private final RowClock clock;

  AuditFilter(AuditRows rows, Set<String> types, RowClock clock) {
    this.rows = rows;
    this.types = Set.copyOf(types);
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<String> purposes = purposes(request.getHeader(PURPOSE));
    Trail trail = trail(request, purposes == null ? List.of() : purposes);
    trail.attachTo(request);
    RecordedResponse recorded =
        new RecordedResponse(
            response,
            status -> {
              if (!trail.identified()) {
                trail.identify(SignedIn.identity());
              }
              trail.answered(status).ifPresent(rows::keep);
            });
    if (purposes == null) {
      recorded.refuse(400, "unknown-purpose", "value", PURPOSE_UNKNOWN);
      return;
    }
    boolean completed = false;
    try {
      chain.doFilter(request, recorded);
      completed = true;
    } finally {
      recorded.conclude(completed || recorded.getStatus() >= 400 ? recorded.getStatus() : 500);
    }
  }

  private static final String PURPOSE_UNKNOWN =
      PURPOSE + " takes codes of v3-ActReason for purposes of use, such as TREAT or HPAYMT";

  private Trail trail(HttpServletRequest request, List<String> purposes) {
    String path = request.getRequestURI().replaceAll("/+", "/");
    String below = path.startsWith("/fhir") ? path.substring("/fhir".length()) : path;
    String query = request.getQueryString();
    RequestLine line = RequestLine.of(request.getMethod(), below, types, query != null);
    return new Trail(
        new Trail.HttpFacts(
            requestId(request.getHeader(REQUEST_ID)),
            request.getRemoteAddr(),
            purposes,
            parameters(query)),
        line,
        clock.micros());
  }

  /** A client may choose the id; odd ones could carry anything and are replaced. */
  private static String requestId(@Nullable String given) {
    return given != null && given.matches("[A-Za-z0-9-]{1,64}")
        ? given
        : UUID.randomUUID().toString();
  }

  /** Null if one of them does not exist. */
  private static @Nullable List<String> purposes(@Nullable String header) {
    List<String> codes = new ArrayList<>();
    if (header == null || header.isBlank()) {
      return codes;
    }
    for (String code : header.split(",", -1)) {
      String plain = code.strip().toUpperCase(Locale.ROOT);
      boolean known =
          Arrays.stream(V3ActReason.values())
              .anyMatch(each -> each != V3ActReason.NULL && each.toCode().equals(plain));
      if (!known) {
        return null;
      }
      codes.add(plain);
    }
    return codes;
  }

  /** Of the URL alone, as sent: the body is not the filter's to read, and only names matter. */
  private static Map<String, String[]> parameters(@Nullable String query) {
    Map<String, String[]> parameters = new HashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.merge(name, new String[] {value}, AuditFilter::joined);
      }
    }
    return parameters;
  }

  private static String[] joined(String[] some, String[] more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
