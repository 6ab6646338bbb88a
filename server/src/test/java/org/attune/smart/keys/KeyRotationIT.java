package org.attune.smart.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.attune.database.SideTables;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Signing keys follow one another with an overlap. */
@FhirIntegrationTest
class KeyRotationIT {

  private final JdbcTemplate jdbc;
  private final SideTables tables;
  private final PlatformTransactionManager transactions;
  private final SigningKeys server;

  KeyRotationIT(
      @Autowired JdbcTemplate jdbc,
      @Autowired SideTables tables,
      @Autowired PlatformTransactionManager transactions,
      @Autowired SigningKeys server) {
    this.jdbc = jdbc;
    this.tables = tables;
    this.transactions = transactions;
    this.server = server;
  }

  private SigningKeys at(Instant moment) {
    return new SigningKeys(jdbc, tables, transactions, Clock.fixed(moment, ZoneOffset.UTC));
  }

  private static List<String> listed(SigningKeys keys) {
    return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).stream()
        .map(JWK::getKeyID)
        .toList();
  }

  @Test
  @DisplayName("O3, O4: a successor is published a day ahead, and the key for a while after")
  void keysOverlap() {
    assertThat(server.current()).isNotBlank();
    Map<String, Object> last =
        jdbc.queryForMap(
            "select kid, signs_until from attune.smart_signing_key order by signs_until desc"
                + " limit 1");
    String first = String.valueOf(last.get("kid"));
    Instant end =
        ((Timestamp) java.util.Objects.requireNonNull(last.get("signs_until"))).toInstant();

    SigningKeys before = at(end.minus(Duration.ofHours(2)));
    assertThat(before.current()).isEqualTo(first);
    assertThat(listed(before)).contains(first).hasSizeGreaterThanOrEqualTo(2);
    SigningKeys after = at(end.plus(Duration.ofMinutes(1)));
    assertThat(after.current()).isNotEqualTo(first);
    assertThat(listed(before)).contains(after.current());
    assertThat(listed(after)).contains(first);
    assertThat(listed(at(end.plus(Duration.ofHours(3))))).doesNotContain(first);
  }

  @Test
  @DisplayName("An operator's new key is published at once and signs in five minutes")
  void anOperatorRotates() {
    String first = server.current();

    String next = server.rotate();

    assertThat(server.current()).isEqualTo(first);
    assertThat(listed(server)).contains(first, next);
    Instant later = Clock.systemUTC().instant().plus(Duration.ofMinutes(6));
    assertThat(at(later).current()).isEqualTo(next);
  }
}
