package org.attune.smart.authorize;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns an authorization request that was posted into one by GET ({@code authorize-post}). A post
 * from another site comes without the session's cookie, and signing in remembers requests by GET
 * only; after the redirect both work.
 */
public final class AuthorizePostFilter extends OncePerRequestFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod())
        || !request.getRequestURI().equals("/oauth2/authorize")
        || request.getParameter("response_type") == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    StringBuilder query = new StringBuilder();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              for (String value : values) {
                query.append(query.length() == 0 ? '?' : '&').append(encode(name)).append('=');
                query.append(encode(value));
              }
            });
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader(HttpHeaders.LOCATION, "/oauth2/authorize" + query);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
