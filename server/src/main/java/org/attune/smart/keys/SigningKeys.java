package org.attune.smart.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.attune.database.SideTables;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signing keys in PostgreSQL, the same for all nodes. Each signs for 90 days. Its successor is
 * published a day before it signs, and the key itself stays published until the last id token that
 * it signed has expired, so that no client meets a key that it cannot find.
 */
@Component
public class SigningKeys implements JWKSource<SecurityContext> {

  private static final Duration SIGNS = Duration.ofDays(90);
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Duration AFTER = Duration.ofHours(2);

  /** How soon a successor signs that an operator asks for; clients look again meanwhile. */
  static final Duration NOTICE = Duration.ofMinutes(5);

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int BITS = 2048;
  private static final int LOCK = 0x51_6e;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile @Nullable Known known;

  SigningKeys(
      JdbcTemplate jdbc, SideTables tables, PlatformTransactionManager transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  private record Key(RSAKey jwk, Instant signsFrom, Instant signsUntil) {

    boolean signsAt(Instant now) {
      return !now.isBefore(signsFrom) && now.isBefore(signsUntil);
    }
  }

  private record Known(List<Key> keys, Instant at) {}

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    return selector.select(new JWKSet(keys().stream().<JWK>map(Key::jwk).toList()));
  }

  /** Id of the key that signs now. */
  public String current() {
    List<Key> keys = keys();
    Instant now = clock.instant();
    return keys.stream()
        .filter(key -> key.signsAt(now))
        .findFirst()
        .map(key -> key.jwk().getKeyID())
        .orElseThrow();
  }

  /**
   * Makes a successor that signs in five minutes.
   *
   * @return the successor's id
   */
  public String rotate() {
    Instant from = clock.instant().plus(NOTICE);
    String id =
        transaction.execute(
            status -> {
              lock();
              jdbc.update(
                  "update attune.smart_signing_key set signs_until = ?, listed_until = ?"
                      + " where signs_until > ? and signs_from < ?",
                  Timestamp.from(from),
                  Timestamp.from(from.plus(AFTER)),
                  Timestamp.from(from),
                  Timestamp.from(from));
              jdbc.update(
                  "delete from attune.smart_signing_key where signs_from >= ?",
                  Timestamp.from(from));
              return insert(from);
            });
    known = null;
    return java.util.Objects.requireNonNull(id);
  }

  private List<Key> keys() {
    // PostgreSQL keeps microseconds and rounds: a key must not begin after this moment.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Known last = known;
    if (last != null && now.isBefore(last.at().plus(REMEMBERED))) {
      return last.keys();
    }
    List<Key> keys = read(now);
    if (missing(keys, now).isPresent()) {
      transaction.executeWithoutResult(
          status -> {
            lock();
            missing(read(now), now).ifPresent(this::insert);
          });
      keys = read(now);
    }
    known = new Known(keys, now);
    return keys;
  }

  /** When the next key has to start, if it is time to make it. */
  private static Optional<Instant> missing(List<Key> keys, Instant now) {
    Instant end =
        keys.stream()
            .map(Key::signsUntil)
            .filter(now::isBefore)
            .max(Instant::compareTo)
            .orElse(now);
    return end.isBefore(now.plus(AHEAD)) ? Optional.of(end) : Optional.empty();
  }

  private List<Key> read(Instant now) {
    return jdbc.query(
        "select jwk, signs_from, signs_until from attune.smart_signing_key"
            + " where listed_until > ? order by signs_from",
        (row, number) -> key(row),
        Timestamp.from(now));
  }

  private static Key key(ResultSet row) throws SQLException {
    try {
      return new Key(
          RSAKey.parse(row.getString("jwk")),
          row.getTimestamp("signs_from").toInstant(),
          row.getTimestamp("signs_until").toInstant());
    } catch (ParseException broken) {
      throw new IllegalStateException("A signing key cannot be read", broken);
    }
  }

  private String insert(Instant from) {
    try {
      RSAKey key =
          new RSAKeyGenerator(BITS)
              .keyID(UUID.randomUUID().toString())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .generate();
      jdbc.update(
          "insert into attune.smart_signing_key (kid, jwk, created_at, signs_from, signs_until,"
              + " listed_until) values (?, ?::jsonb, ?, ?, ?, ?)",
          key.getKeyID(),
          key.toJSONString(),
          Timestamp.from(clock.instant()),
          Timestamp.from(from),
          Timestamp.from(from.plus(SIGNS)),
          Timestamp.from(from.plus(SIGNS).plus(AFTER)));
      return key.getKeyID();
    } catch (JOSEException failed) {
      throw new IllegalStateException("A signing key cannot be made", failed);
    }
  }

  private void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
  }
}
