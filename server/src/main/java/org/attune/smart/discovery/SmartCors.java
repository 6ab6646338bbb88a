package org.attune.smart.discovery;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.database.Notifications;
import org.attune.smart.AccessGrant;
import org.attune.smart.AccessTokens;
import org.attune.smart.assertion.ClaimedClient;
import org.attune.smart.client.ClientStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;

/**
 * From which web pages a browser may call: discovery and the CapabilityStatement from any, the FHIR
 * endpoint and the token endpoints from the origins of the client that calls. A preflight carries
 * nothing that names its client, so it is answered for the origins of all; likewise a request whose
 * client is unknown, which gets a refusal that the app should be able to read. Credentials other
 * than the bearer token are never allowed.
 */
@Component
public final class SmartCors implements CorsConfigurationSource {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Duration PREFLIGHT = Duration.ofMinutes(10);
  private static final String BEARER = "Bearer ";
  private static final Set<String> CALLED_BY_APPS =
      Set.of(Endpoints.TOKEN, Endpoints.INTROSPECT, Endpoints.REVOKE);

  private final ClientStore clients;
  private final AccessTokens tokens;
  private final Clock clock;
  private volatile @Nullable Known known;

  SmartCors(ClientStore clients, AccessTokens tokens, Notifications notifications, Clock clock) {
    this.clients = clients;
    this.tokens = tokens;
    this.clock = clock;
    notifications.listen(ClientStore.CHANNEL, change -> known = null);
  }

  private record Known(
      Map<String, CorsConfiguration> byClient, CorsConfiguration all, Instant at) {}

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
    boolean tokenEndpoint = CALLED_BY_APPS.contains(path);
    return tokenEndpoint || path.startsWith("/fhir") ? registered(request, tokenEndpoint) : null;
  }

  private CorsConfiguration registered(HttpServletRequest request, boolean tokenEndpoint) {
    Known now = known();
    if (request.getHeader(HttpHeaders.ORIGIN) == null || CorsUtils.isPreFlightRequest(request)) {
      return now.all();
    }
    return client(request, tokenEndpoint).map(id -> of(now, id)).orElse(now.all());
  }

  /** One that was registered a moment ago may be faster than the announcement of it. */
  private CorsConfiguration of(Known last, String client) {
    CorsConfiguration own = last.byClient().get(client);
    if (own != null) {
      return own;
    }
    if (clients.find(client).isEmpty()) {
      return last.all();
    }
    known = null;
    Known fresh = known();
    return fresh.byClient().getOrDefault(client, fresh.all());
  }

  private Optional<String> client(HttpServletRequest request, boolean tokenEndpoint) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return tokens.find(header.substring(BEARER.length()).strip()).map(AccessGrant::clientId);
    }
    return tokenEndpoint ? ClaimedClient.of(request) : Optional.empty();
  }

  private static CorsConfiguration anyOrigin() {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedOrigins(List.of(CorsConfiguration.ALL));
    configuration.setAllowedMethods(List.of("GET", "HEAD"));
    configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    configuration.setMaxAge(PREFLIGHT);
    return configuration;
  }

  private Known known() {
    Known last = known;
    Instant now = clock.instant();
    if (last == null || now.isAfter(last.at().plus(REMEMBERED))) {
      Map<String, Set<String>> origins = clients.origins();
      last =
          new Known(
              origins.entrySet().stream()
                  .collect(Collectors.toMap(Map.Entry::getKey, each -> of(each.getValue()))),
              of(origins.values().stream().flatMap(Set::stream).collect(Collectors.toSet())),
              now);
      known = last;
    }
    return last;
  }

  private static CorsConfiguration of(Collection<String> origins) {
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
