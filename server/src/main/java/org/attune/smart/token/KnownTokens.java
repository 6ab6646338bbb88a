package org.attune.smart.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.attune.accounts.AccountRole;
import org.attune.database.Notifications;
import org.attune.kernel.Digests;
import org.attune.smart.AccessGrant;
import org.attune.smart.AccessTokens;
import org.attune.smart.Person;
import org.attune.smart.client.ClientStore;
import org.attune.smart.client.SmartClient;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Looks access tokens up and remembers the living ones for a minute. A change of a grant or client
 * on any node drops them at once; should its announcement be lost, the minute is the bound.
 */
@Component
class KnownTokens implements AccessTokens {

  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final int MOST = 10_000;

  private static final String FIND =
      """
      select a.id, a.client_id, a.person, a.context, t.scopes, t.expires_at, c.metadata,
        p.roles
      from attune.smart_token t
      join attune.smart_authorization a on a.id = t.authorization_id
      join attune.smart_client c on c.client_id = a.client_id
      left join attune.account p on p.id = a.account_id
      where t.hash = ? and t.kind = 'access' and t.invalidated_at is null
      and a.revoked_at is null and c.enabled
      and (a.account_id is null or (p.id is not null and p.disabled_at is null))
      """;

  private final JdbcTemplate jdbc;
  private final ClientStore clients;
  private final Clock clock;
  private final Cache<ByteBuffer, AccessGrant> known;
  private final AtomicLong drops = new AtomicLong();

  KnownTokens(JdbcTemplate jdbc, ClientStore clients, Notifications notifications, Clock clock) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(ticker(clock))
            .build();
    notifications.listen(ClientStore.CHANNEL, this::drop);
  }

  private static Ticker ticker(Clock clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  @Override
  public Optional<AccessGrant> find(String token) {
    byte[] hash = Digests.sha256(token);
    ByteBuffer key = ByteBuffer.wrap(hash);
    AccessGrant grant = known.getIfPresent(key);
    if (grant == null) {
      long before = drops.get();
      grant = read(hash).orElse(null);
      if (grant == null) {
        return Optional.empty();
      }
      // What was read before a revocation must not be remembered after it was announced.
      if (drops.get() == before) {
        known.put(key, grant);
      }
    }
    return AccessTokens.expired(grant, clock.instant()) ? Optional.empty() : Optional.of(grant);
  }

  private Optional<AccessGrant> read(byte[] hash) {
    return jdbc.query(FIND, (row, number) -> grant(row), (Object) hash).stream().findFirst();
  }

  private AccessGrant grant(ResultSet row) throws SQLException {
    SmartClient client = clients.read(row.getString("metadata"));
    Set<String> scopes = new LinkedHashSet<>(ScopeSet.parse(row.getString("scopes")).texts());
    scopes.removeAll(client.scopes().uncovered(scopes));
    return new AccessGrant(
        row.getString("id"),
        row.getString("client_id"),
        client.organization(),
        person(row),
        StoredJson.context(row.getString("context")).patient(),
        new ScopeSet(scopes),
        row.getTimestamp("expires_at").toInstant());
  }

  /** The person in the roles of now: rights that were taken away end with open grants, too. */
  private static @Nullable Person person(ResultSet row) throws SQLException {
    Person then = StoredJson.person(row.getString("person"));
    if (then == null) {
      return null;
    }
    Set<AccountRole> roles = EnumSet.noneOf(AccountRole.class);
    for (Object code : (Object[]) row.getArray("roles").getArray()) {
      AccountRole.of(String.valueOf(code)).ifPresent(roles::add);
    }
    return then.in(roles);
  }

  /** An empty text stands for all: a client has changed, or announcements may have been missed. */
  private void drop(String grantId) {
    drops.incrementAndGet();
    if (grantId.isEmpty()) {
      known.invalidateAll();
    } else {
      known.asMap().values().removeIf(grant -> grant.grantId().equals(grantId));
    }
  }
}
