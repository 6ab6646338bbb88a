package org.attune.smart.discovery;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.attune.database.Notifications;
import org.attune.smart.client.ClientStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * From which web pages a browser may call: discovery and the CapabilityStatement from any, the FHIR
 * endpoint and the token endpoints from the origins of registered apps. Credentials other than the
 * bearer token are never allowed.
 */
@Component
public final class SmartCors implements CorsConfigurationSource {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Duration PREFLIGHT = Duration.ofMinutes(10);
  private static final Set<String> CALLED_BY_APPS =
      Set.of(Endpoints.TOKEN, Endpoints.INTROSPECT, Endpoints.REVOKE);

  private final ClientStore clients;
  private final Clock clock;
  private volatile @Nullable Known known;

  SmartCors(ClientStore clients, Notifications notifications, Clock clock) {
    this.clients = clients;
    this.clock = clock;
    notifications.listen(ClientStore.CHANNEL, change -> known = null);
  }

  private record Known(CorsConfiguration configuration, Instant at) {}

  @Override
  public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.equals("/fhir/metadata")
        || path.startsWith("/fhir/.well-known/")
        || path.startsWith("/.well-known/")
        || path.startsWith(SmartStyles.PATH)
        || path.equals(Endpoints.KEYS)) {
      return anyOrigin();
    }
    return path.startsWith("/fhir") || CALLED_BY_APPS.contains(path) ? registered() : null;
  }

  private static CorsConfiguration anyOrigin() {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedOrigins(List.of(CorsConfiguration.ALL));
    configuration.setAllowedMethods(List.of("GET", "HEAD"));
    configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    configuration.setMaxAge(PREFLIGHT);
    return configuration;
  }

  private CorsConfiguration registered() {
    Known last = known;
    Instant now = clock.instant();
    if (last == null || now.isAfter(last.at().plus(REMEMBERED))) {
      last = new Known(of(clients.origins()), now);
      known = last;
    }
    return last.configuration();
  }

  private static CorsConfiguration of(Set<String> origins) {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedOrigins(List.copyOf(origins));
    configuration.setAllowedMethods(
        List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
    configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    configuration.setExposedHeaders(
        List.of(
            "Location",
            "Content-Location",
            "ETag",
            "Last-Modified",
            "X-Progress",
            "X-Request-Id",
            "Retry-After",
            "WWW-Authenticate"));
    configuration.setMaxAge(PREFLIGHT);
    return configuration;
  }
}
