package org.attune.smart.administration;

import jakarta.servlet.http.HttpServletRequest;
import org.attune.accounts.AccountRole;
import org.attune.webui.PageSecurity;
import org.attune.webui.SessionRefusals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The filter chain of signed-in administrators: their pages for clients, and the API for clients
 * with the page's CSRF token. The same API with a bearer token belongs to the chain of tokens.
 */
@Configuration(proxyBeanMethods = false)
class AdministrationChain {

  static final String PAGES = "/admin/clients";
  static final String API = "/oauth2/clients";

  private static final int ORDER = 12;

  @Bean
  @Order(ORDER)
  SecurityFilterChain clientAdministrationChain(HttpSecurity http) throws Exception {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    RequestMatcher api = below(paths, API);
    LoginUrlAuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint("/login");
    login.setFavorRelativeUris(true);
    return http.securityMatcher(
            new OrRequestMatcher(
                below(paths, PAGES), new AndRequestMatcher(api, AdministrationChain::isOfASession)))
        .authorizeHttpRequests(
            requests -> requests.anyRequest().hasRole(AccountRole.ADMINISTRATOR.name()))
        .exceptionHandling(
            handling ->
                handling
                    .defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), api)
                    .defaultAuthenticationEntryPointFor(login, AnyRequestMatcher.INSTANCE)
                    .accessDeniedHandler(SessionRefusals.handler(api)))
        .headers(PageSecurity::headers)
        .logout(logout -> logout.disable())
        .build();
  }

  private static RequestMatcher below(PathPatternRequestMatcher.Builder paths, String path) {
    return new OrRequestMatcher(paths.matcher(path), paths.matcher(path + "/**"));
  }

  private static boolean isOfASession(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && request.getRequestedSessionId() != null;
  }
}
