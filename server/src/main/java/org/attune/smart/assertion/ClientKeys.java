package org.attune.smart.assertion;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.smart.client.SmartClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds a client's public key: in its registration, or under the one address that is registered.
 * Keys fetched are kept no longer than the answer's {@code max-age} allows; an unknown key id makes
 * them be fetched again, at most every few seconds. Redirects are not followed.
 */
@Component
class ClientKeys {

  private static final Logger LOG = LoggerFactory.getLogger(ClientKeys.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration USUAL_LIFE = Duration.ofSeconds(60);
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
  private static final int LARGEST = 65_536;
  private static final Pattern MAX_AGE = Pattern.compile("(?:^|[ ,])max-age=(\\d{1,9})");

  private final Clock clock;
  private final Map<String, Fetched> cache = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ClientKeys(Clock clock) {
    this.clock = clock;
  }

  private record Fetched(List<JWK> keys, Instant at, Instant goodUntil) {}

  /** The key of that id, if the client has published it. */
  Optional<JWK> find(SmartClient client, String keyId) {
    if (client.jwks() != null) {
      return pick(parse(client.jwks().toString()), keyId);
    }
    String address = client.jwksUri();
    return address == null ? Optional.empty() : byAddress(address, keyId);
  }

  private Optional<JWK> byAddress(String address, String keyId) {
    Instant now = clock.instant();
    Fetched known = cache.get(address);
    if (known != null && now.isBefore(known.goodUntil())) {
      Optional<JWK> key = pick(known.keys(), keyId);
      if (key.isPresent() || now.isBefore(known.at().plus(BETWEEN_FETCHES))) {
        return key;
      }
    }
    Fetched fetched = fetch(address, now);
    cache.put(address, fetched);
    return pick(fetched.keys(), keyId);
  }

  private Fetched fetch(String address, Instant now) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          LOG.warn("The key set of a client answers with status {}", answer.statusCode());
          return new Fetched(List.of(), now, now);
        }
        byte[] bytes = body.readNBytes(LARGEST);
        String policy = answer.headers().firstValue("Cache-Control").orElse("");
        return new Fetched(
            parse(new String(bytes, StandardCharsets.UTF_8)), now, now.plus(life(policy)));
      }
    } catch (IOException unreachable) {
      LOG.warn("The key set of a client cannot be fetched");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return new Fetched(List.of(), now, now);
  }

  /** How long an answer with that {@code Cache-Control} may be kept. */
  static Duration life(String cacheControl) {
    if (cacheControl.contains("no-store") || cacheControl.contains("no-cache")) {
      return Duration.ZERO;
    }
    Matcher age = MAX_AGE.matcher(cacheControl);
    if (!age.find()) {
      return USUAL_LIFE;
    }
    Duration told = Duration.ofSeconds(Long.parseLong(age.group(1)));
    return told.compareTo(LONGEST_LIFE) < 0 ? told : LONGEST_LIFE;
  }

  private static List<JWK> parse(String set) {
    try {
      return JWKSet.parse(set).getKeys();
    } catch (ParseException broken) {
      LOG.warn("The key set of a client is no JSON Web Key Set");
      return List.of();
    }
  }

  private static Optional<JWK> pick(List<JWK> keys, String keyId) {
    return keys.stream().filter(key -> keyId.equals(key.getKeyID())).findFirst();
  }
}
