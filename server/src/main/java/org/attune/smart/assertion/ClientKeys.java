package org.attune.smart.assertion;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
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
import org.attune.smart.address.GuardedFetch;
import org.attune.smart.client.SmartClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds a client's public key: in its registration, or under the one address that is registered.
 * Keys fetched are kept no longer than the answer's {@code max-age} allows; an unknown key id makes
 * them be fetched again, at most every few seconds.
 */
@Component
class ClientKeys {

  private static final Logger LOG = LoggerFactory.getLogger(ClientKeys.class);
  private static final Duration USUAL_LIFE = Duration.ofSeconds(60);
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);
  private static final Pattern MAX_AGE = Pattern.compile("(?:^|[ ,])max-age=(\\d{1,9})");

  private final Clock clock;
  private final Map<String, Fetched> cache = new ConcurrentHashMap<>();
  private final GuardedFetch fetch;

  ClientKeys(Clock clock, GuardedFetch fetch) {
    this.clock = clock;
    this.fetch = fetch;
  }

  private record Fetched(List<JWK> keys, Instant at, Instant goodUntil) {}

  /** The key of that id, if the client has published it. */
  Optional<JWK> find(SmartClient client, String keyId) {
    if (client.jwks() != null) {
      return pick(inline(client.jwks().toString()), keyId);
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
    try {
      GuardedFetch.Document document = fetch.get(address);
      return new Fetched(parse(document.text()), now, now.plus(life(document.cacheControl())));
    } catch (IOException | ParseException failed) {
      LOG.warn("The key set of a client cannot be had: {}", reason(failed));
      // Whoever sends assertions must not make the server call again and again for nothing.
      return new Fetched(List.of(), now, now.plus(BETWEEN_FETCHES));
    }
  }

  /** The server's own words; others could hold what the client's server sent. */
  private static String reason(Exception failed) {
    return failed.getClass() == IOException.class
        ? String.valueOf(failed.getMessage())
        : failed.getClass().getSimpleName();
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

  private static List<JWK> inline(String set) {
    try {
      return parse(set);
    } catch (ParseException broken) {
      throw new IllegalStateException("A registered key set cannot be read", broken);
    }
  }

  private static List<JWK> parse(String set) throws ParseException {
    return JWKSet.parse(set).getKeys();
  }

  private static Optional<JWK> pick(List<JWK> keys, String keyId) {
    return keys.stream().filter(key -> keyId.equals(key.getKeyID())).findFirst();
  }
}
