package org.attune.smart.internal;

import jakarta.servlet.http.HttpServletRequest;
import org.attune.webui.PageSecurity;
import org.attune.webui.SessionRefusals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The filter chain of the pages where people choose a patient, consent, and launch. */
@Configuration(proxyBeanMethods = false)
class AuthorizePagesChain {

  private static final int ORDER = 11;

  @Bean
  @Order(ORDER)
  SecurityFilterChain consentFilters(HttpSecurity http) throws Exception {
    LoginUrlAuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint("/login");
    login.setFavorRelativeUris(true);
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return http.securityMatcher(pages(paths))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(paths.matcher("/oauth2/refused"))
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .csrf(csrf -> csrf.ignoringRequestMatchers(paths.matcher("/oauth2/refused")))
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(login)
                    .accessDeniedHandler(SessionRefusals.handler(paths.matcher("/oauth2/launch"))))
        .headers(PageSecurity::headers)
        .logout(logout -> logout.disable())
        .build();
  }

  /** A launch with a bearer token is the operator's and belongs to the chain of tokens. */
  private static RequestMatcher pages(PathPatternRequestMatcher.Builder paths) {
    RequestMatcher inSession = AuthorizePagesChain::hasNoBearerToken;
    return new OrRequestMatcher(
        paths.matcher("/oauth2/consent/**"),
        paths.matcher("/oauth2/refused"),
        paths.matcher("/launch"),
        paths.matcher("/launch/*"),
        new AndRequestMatcher(paths.matcher(HttpMethod.POST, "/oauth2/launch"), inSession));
  }

  private static boolean hasNoBearerToken(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null;
  }
}
