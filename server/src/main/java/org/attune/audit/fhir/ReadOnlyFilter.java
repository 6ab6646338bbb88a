package org.attune.audit.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 405 to whoever would write an AuditEvent, and says why. */
final class ReadOnlyFilter extends OncePerRequestFilter {

  private static final String TEXT =
      "AuditEvents are made by this server from its own record and are only read";

  private static final String BODY =
      """
      {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-supported",\
      "details":{"coding":[{"system":"https://attune.org/fhir/CodeSystem/error",\
      "code":"method-not-allowed"}],"text":"%s"},"diagnostics":"%s"}]}
      """
          .formatted(TEXT, TEXT);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean reads =
        switch (request.getMethod()) {
          case "GET", "HEAD", "OPTIONS" -> true;
          case "POST" -> {
            String path = request.getRequestURI();
            yield path.endsWith("/_search") || path.contains("/$");
          }
          default -> false;
        };
    if (reads) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    response.setHeader("Allow", "GET");
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));
  }
}
