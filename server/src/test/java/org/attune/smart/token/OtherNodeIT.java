package org.attune.smart.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.attune.database.Database;
import org.attune.database.Notifications;
import org.attune.smart.client.ClientStore;
import org.attune.testing.CountingDataSource;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** What another node on the same database sees of tokens that this one gives and takes. */
@FhirIntegrationTest
class OtherNodeIT {

  private final JdbcTemplate jdbc;
  private final GrantStore grants;
  private final ClientStore store;
  private final RegisteredClientRepository clients;
  private final Notifications notifications;
  private final KnownTokens otherNode;
  private final String client = UUID.randomUUID().toString();
  private final String token = UUID.randomUUID().toString();

  OtherNodeIT(
      @Autowired JdbcTemplate jdbc,
      @Autowired GrantStore grants,
      @Autowired ClientStore store,
      @Autowired RegisteredClientRepository clients,
      @Autowired Database database) {
    this.jdbc = jdbc;
    this.grants = grants;
    this.store = store;
    this.clients = clients;
    this.notifications = new Notifications(database);
    this.otherNode = new KnownTokens(jdbc, store, notifications, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    notifications.stop();
  }

  private OAuth2Authorization grant() {
    jdbc.update(
        "insert into attune.smart_client (client_id, metadata, source, created_at, changed_at)"
            + " values (?, ?::jsonb, 'api', now(), now())",
        client,
        """
        {"client_id":"%s","client_name":"Node","redirect_uris":[],"scope":"system/*.rs",
        "grant_types":["client_credentials"],"token_endpoint_auth_method":"private_key_jwt"}"""
            .formatted(client));
    OAuth2Authorization grant =
        OAuth2Authorization.withRegisteredClient(
                java.util.Objects.requireNonNull(clients.findByClientId(client)))
            .principalName(client)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .authorizedScopes(Set.of("system/*.rs"))
            .token(
                new OAuth2AccessToken(
                    OAuth2AccessToken.TokenType.BEARER,
                    token,
                    Clock.systemUTC().instant(),
                    Clock.systemUTC().instant().plus(Duration.ofMinutes(5)),
                    Set.of("system/*.rs")))
            .build();
    grants.save(grant);
    return grant;
  }

  @Test
  @DisplayName("V1: a revocation is heard by other nodes within five seconds")
  void aRevocationIsHeard() {
    notifications.start();
    OAuth2Authorization grant = grant();
    assertThat(otherNode.find(token)).isPresent();
    assertThat(otherNode.find(token).orElseThrow().scopes().texts())
        .isEqualTo(Set.copyOf(List.of("system/*.rs")));

    grants.revoke(grant.getId());

    within(Duration.ofSeconds(5), () -> otherNode.find(token).isEmpty());
  }

  @Test
  @DisplayName("A token is looked up once and remembered")
  void aTokenIsRemembered() {
    OAuth2Authorization grant = grant();
    assertThat(otherNode.find(token)).isPresent();
    // Behind the server's back, so that nobody announces it.
    jdbc.update(
        "update attune.smart_authorization set revoked_at = now() where id = ?", grant.getId());

    assertThat(otherNode.find(token)).isPresent();
  }

  @Test
  @DisplayName("A token check touches the database once for each token and minute")
  void aTokenIsLookedUpOncePerMinute() {
    grant();
    CountingDataSource counting =
        new CountingDataSource(Objects.requireNonNull(jdbc.getDataSource()));
    AtomicReference<Instant> now = new AtomicReference<>(Clock.systemUTC().instant());
    KnownTokens node =
        new KnownTokens(new JdbcTemplate(counting), store, notifications, new Hands(now));

    checkOften(node);
    assertThat(counting.statements()).as("in the first minute").isEqualTo(1);
    now.updateAndGet(time -> time.plusSeconds(59));
    checkOften(node);
    assertThat(counting.statements()).as("to its end").isEqualTo(1);
    now.updateAndGet(time -> time.plusSeconds(2));
    checkOften(node);
    assertThat(counting.statements()).as("in the second minute").isEqualTo(2);
  }

  private void checkOften(KnownTokens node) {
    for (int check = 0; check < 1_000; check++) {
      assertThat(node.find(token)).isPresent();
    }
  }

  /** A clock that the test moves. */
  private static final class Hands extends Clock {

    private final AtomicReference<Instant> now;

    Hands(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static void within(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("time is up").isNegative();
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
