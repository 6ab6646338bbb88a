package org.attune.rest.control;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.attune.rest.limit.Refusal;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests with headers that would steer the servlet past its rules. It stands before the
 * servlet, which reads some of them while it makes its request, where a fault has no answer.
 */
public final class ControlHeaderFilter extends OncePerRequestFilter {

  private static final List<RequestControl> REFUSED = RequestControl.refused(false);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    for (RequestControl control : REFUSED) {
      if (request.getHeader(control.title()) != null) {
        Refusal.unwantedControl(control.refusal()).write(request, response);
        return;
      }
    }
    chain.doFilter(request, response);
  }
}
