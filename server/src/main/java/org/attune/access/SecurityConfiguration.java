package org.attune.access;

import org.attune.smart.discovery.SmartCors;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One filter chain for everything: what is not named open is closed.
 *
 * <p>Paths are matched by {@link PathPatternRequestMatcher}: matching by string would look for a
 * handler of Spring MVC and miss the FHIR servlet.
 *
 * @see UserDetailsServiceAutoConfiguration
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http, TokenIntrospector tokens, SmartCors cors) throws Exception {
    OperationOutcomeEntryPoint entryPoint = new OperationOutcomeEntryPoint();
    return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/**"))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(open())
                    .permitAll()
                    .requestMatchers(operators())
                    .hasAuthority(TokenIntrospector.ADMINISTRATION)
                    .anyRequest()
                    .authenticated())
        .cors(configurer -> configurer.configurationSource(cors))
        .oauth2ResourceServer(
            server ->
                server
                    .opaqueToken(token -> token.introspector(tokens))
                    .authenticationEntryPoint(entryPoint))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(entryPoint))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .build();
  }

  /** What belongs to the operator of the server alone. */
  private static RequestMatcher operators() {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        paths.matcher("/accounts"),
        paths.matcher("/accounts/**"),
        paths.matcher("/oauth2/clients/**"),
        paths.matcher("/oauth2/keys/**"),
        paths.matcher("/oauth2/launch"));
  }

  /** Discovery, the capability statement and health; nothing that holds a record. */
  private static RequestMatcher open() {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        paths.matcher(HttpMethod.GET, "/fhir/metadata"),
        paths.matcher(HttpMethod.HEAD, "/fhir/metadata"),
        paths.matcher(HttpMethod.GET, "/fhir/.well-known/**"),
        paths.matcher(HttpMethod.GET, "/.well-known/**"),
        paths.matcher(HttpMethod.GET, "/oauth2/styles/**"),
        paths.matcher(HttpMethod.GET, "/actuator/health/**"),
        paths.matcher(HttpMethod.GET, "/actuator/health"));
  }
}
