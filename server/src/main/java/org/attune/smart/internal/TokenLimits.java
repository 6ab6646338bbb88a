package org.attune.smart.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.attune.kernel.Source;
import org.attune.limits.RateLimits;
import org.attune.limits.RateLimits.Limit;
import org.attune.smart.discovery.Endpoints;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How often tokens may be asked for. Before the client has authenticated, the address that it comes
 * from counts; afterwards the client does, so that nobody can use up what is another's.
 */
final class TokenLimits {

  private TokenLimits() {}

  static void apply(
      HttpSecurity http, RateLimits limits, OAuthErrors errors, RequestMatcher endpoints) {
    http.addFilterBefore(
        new Filter(
            "tokens-per-source",
            request ->
                endpoints.matches(request)
                    ? limits.take(Limit.TOKENS_PER_SOURCE, Source.of(request.getRemoteAddr()))
                    : Optional.empty(),
            errors),
        AbstractPreAuthenticatedProcessingFilter.class);
    http.addFilterBefore(
        new Filter(
            "tokens-per-client",
            request ->
                Endpoints.TOKEN.equals(request.getRequestURI())
                    ? client().flatMap(id -> limits.take(Limit.TOKENS_PER_CLIENT, id))
                    : Optional.empty(),
            errors),
        AuthorizationFilter.class);
  }

  private static Optional<String> client() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()
        ? Optional.of(client.getName())
        : Optional.empty();
  }

  /** Answers 429 in place of the endpoint when the next request is not free yet. */
  private static final class Filter extends OncePerRequestFilter {

    private final Function<HttpServletRequest, Optional<Long>> wait;
    private final OAuthErrors errors;

    Filter(String name, Function<HttpServletRequest, Optional<Long>> wait, OAuthErrors errors) {
      this.wait = wait;
      this.errors = errors;
      setBeanName(name);
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      Optional<Long> seconds = wait.apply(request);
      if (seconds.isEmpty()) {
        chain.doFilter(request, response);
        return;
      }
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds.get()));
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      errors.tooMany(response);
    }
  }
}
