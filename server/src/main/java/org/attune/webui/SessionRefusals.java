package org.attune.webui;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.RequestMatcherDelegatingAccessDeniedHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * How a request within a session is refused that the session may not make, or that lacks the token
 * against forged requests: by a page for people, in JSON for programs; 403 to both.
 */
public final class SessionRefusals {

  /** Path of the page that says so; it is forwarded to. */
  public static final String PAGE = "/login/refused";

  private static final String JSON =
      "{\"error\":\"access_denied\",\"error_description\":\"The session may not do that, or the"
          + " request lacks the CSRF token of a page in the header X-CSRF-TOKEN\"}";

  private SessionRefusals() {}

  /**
   * Makes the handler of a chain.
   *
   * @param programs which requests are answered in JSON
   */
  public static AccessDeniedHandler handler(RequestMatcher programs) {
    LinkedHashMap<RequestMatcher, AccessDeniedHandler> handlers = new LinkedHashMap<>();
    handlers.put(programs, (request, response, denied) -> refuse(response));
    AccessDeniedHandlerImpl page = new AccessDeniedHandlerImpl();
    page.setErrorPage(PAGE);
    return new RequestMatcherDelegatingAccessDeniedHandler(handlers, page);
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getWriter().write(JSON);
  }
}
