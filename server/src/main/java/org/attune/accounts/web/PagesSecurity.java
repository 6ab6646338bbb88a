package org.attune.accounts.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.attune.webui.PageSecurity;
import org.attune.webui.SessionRefusals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The filter chain of pages with a session. It sees its own paths alone; everything else stays with
 * the chain of bearer tokens, which is closed.
 */
@Configuration(proxyBeanMethods = false)
class PagesSecurity {

  /** Before the chain of everything. */
  private static final int ORDER = 20;

  private static final String[] PATHS = {
    "/login",
    "/login/**",
    "/logout",
    "/account",
    "/account/**",
    "/admin/accounts",
    "/admin/accounts/**"
  };

  private static final String[] ASSETS = {"/assets/*"};

  @Bean
  @Order(ORDER)
  SecurityFilterChain accountPagesChain(HttpSecurity http) throws Exception {
    LoginUrlAuthenticationEntryPoint entryPoint = new LoginUrlAuthenticationEntryPoint("/login");
    entryPoint.setFavorRelativeUris(true);
    AccessDeniedHandlerImpl refused = new AccessDeniedHandlerImpl();
    refused.setErrorPage(SessionRefusals.PAGE);
    return http.securityMatcher(matcher(null, PATHS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(matcher(null, "/login", "/login/**"))
                    .permitAll()
                    .requestMatchers(matcher(null, "/admin/accounts", "/admin/accounts/**"))
                    .hasRole("ADMINISTRATOR")
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(entryPoint).accessDeniedHandler(refused))
        .headers(PageSecurity::headers)
        .logout(logout -> logout.disable())
        .build();
  }

  /** The style sheet: no session, and a browser may keep it. */
  @Bean
  @Order(ORDER + 1)
  SecurityFilterChain assetsChain(HttpSecurity http) throws Exception {
    return http.securityMatcher(matcher(HttpMethod.GET, ASSETS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .headers(
            headers -> {
              PageSecurity.headers(headers);
              headers.cacheControl(cache -> cache.disable());
              headers.addHeaderWriter((request, response) -> keep(response));
            })
        .requestCache(cache -> cache.disable())
        .securityContext(context -> context.disable())
        .sessionManagement(session -> session.disable())
        .csrf(csrf -> csrf.disable())
        .build();
  }

  private static void keep(HttpServletResponse response) {
    response.setHeader("Cache-Control", "public, max-age=3600");
  }

  private static RequestMatcher matcher(
      @org.jspecify.annotations.Nullable HttpMethod method, String... patterns) {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        Arrays.stream(patterns)
            .map(
                pattern ->
                    (RequestMatcher)
                        (method == null ? paths.matcher(pattern) : paths.matcher(method, pattern)))
            .toList());
  }
}
