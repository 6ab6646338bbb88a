package org.attune.smart.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.attune.database.Notifications;
import org.attune.database.SideTables;
import org.attune.kernel.Digests;
import org.attune.smart.LaunchContext;
import org.attune.smart.Person;
import org.attune.smart.client.ClientStore;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Grants and their tokens in PostgreSQL, for Spring Authorization Server. A grant has a version: of
 * two requests that use one code or one refresh token at the same moment, one fails and the grant
 * is revoked, as it is when an old one comes back (RFC 9700 §2.2.2, §4.14.2).
 */
@Component
public class GrantStore implements OAuth2AuthorizationService {

  /** Attribute of a grant: what the app was launched about. */
  public static final String CONTEXT = "attune.context";

  private static final String VERSION = "attune.version";
  private static final Duration TIME_TO_CONSENT = Duration.ofMinutes(30);

  private final JdbcTemplate jdbc;
  private final TokenRows tokens;
  private final RegisteredClientRepository clients;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Notifications notifications;

  GrantStore(
      JdbcTemplate jdbc,
      SideTables tables,
      RegisteredClientRepository clients,
      PlatformTransactionManager transactions,
      Clock clock,
      Notifications notifications) {
    this.jdbc = jdbc;
    this.tokens = new TokenRows(jdbc);
    this.clients = clients;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
    this.notifications = notifications;
  }

  @Override
  public void save(OAuth2Authorization grant) {
    Boolean saved =
        transaction.execute(
            status -> {
              Integer version = grant.getAttribute(VERSION);
              if (version == null) {
                insert(grant);
              } else if (!update(grant, version)) {
                return false;
              }
              saveTokens(grant);
              return true;
            });
    if (!Boolean.TRUE.equals(saved)) {
      revoke(grant.getId());
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
  }

  private void insert(OAuth2Authorization grant) {
    Person person =
        PersonAuthentication.personOf(grant.getAttribute(java.security.Principal.class.getName()));
    OAuth2AuthorizationRequest request =
        grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
    jdbc.update(
        "insert into attune.smart_authorization (id, client_id, principal, account_id, person,"
            + " grant_type, scopes, request, context, state_hash, created_at, last_used_at,"
            + " expires_at) values (?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?)",
        grant.getId(),
        grant.getRegisteredClientId(),
        grant.getPrincipalName(),
        person == null ? null : person.accountId(),
        person == null ? null : StoredJson.write(person),
        grant.getAuthorizationGrantType().getValue(),
        String.join(" ", grant.getAuthorizedScopes()),
        request == null ? null : StoredJson.request(request),
        context(grant),
        stateHash(grant),
        timestamp(clock.instant()),
        timestamp(clock.instant()),
        timestamp(expiry(grant)));
  }

  private boolean update(OAuth2Authorization grant, int version) {
    return jdbc.update(
            "update attune.smart_authorization set scopes = ?, context = ?::jsonb, state_hash = ?,"
                + " last_used_at = ?, expires_at = ?, version = version + 1"
                + " where id = ? and version = ? and revoked_at is null",
            String.join(" ", grant.getAuthorizedScopes()),
            context(grant),
            stateHash(grant),
            timestamp(clock.instant()),
            timestamp(expiry(grant)),
            grant.getId(),
            version)
        == 1;
  }

  private void saveTokens(OAuth2Authorization grant) {
    boolean ended = false;
    for (OAuth2Authorization.Token<?> token : GrantTokens.of(grant)) {
      tokens.save(grant, token, clock.instant());
      ended |=
          token.isInvalidated() && StoredToken.kindOf(token.getToken()) != StoredToken.Kind.CODE;
    }
    OAuth2Authorization.Token<?> refresh = grant.getRefreshToken();
    if (refresh != null && refresh.isInvalidated()) {
      revoke(grant.getId());
    } else if (ended) {
      announce(grant.getId());
    }
  }

  /** Ends a grant and all of its tokens, on every node. */
  public void revoke(String grantId) {
    jdbc.update(
        "update attune.smart_authorization set revoked_at = coalesce(revoked_at, ?),"
            + " version = version + 1 where id = ?",
        timestamp(clock.instant()),
        grantId);
    announce(grantId);
  }

  @Override
  public void remove(OAuth2Authorization grant) {
    jdbc.update("delete from attune.smart_authorization where id = ?", grant.getId());
    announce(grant.getId());
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return load(id, null, null).orElse(null);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String value, @Nullable OAuth2TokenType type) {
    byte[] hash = Digests.sha256(value);
    if (type != null && OAuth2ParameterNames.STATE.equals(type.getValue())) {
      return jdbc
          .queryForList(
              "select id from attune.smart_authorization where state_hash = ?",
              String.class,
              (Object) hash)
          .stream()
          .findFirst()
          .flatMap(id -> load(id, null, null))
          .map(grant -> waiting(grant, value))
          .orElse(null);
    }
    TokenRows.Found found = tokens.find(hash).orElse(null);
    if (found == null || !fits(found.token().kind(), type)) {
      return null;
    }
    return load(found.authorizationId(), hash, value).orElse(null);
  }

  /** A grant that waits for consent, under the state that the page was given. */
  private static OAuth2Authorization waiting(OAuth2Authorization grant, String state) {
    return OAuth2Authorization.from(grant).attribute(OAuth2ParameterNames.STATE, state).build();
  }

  private static boolean fits(StoredToken.Kind kind, @Nullable OAuth2TokenType type) {
    if (type == null) {
      return kind == StoredToken.Kind.ACCESS || kind == StoredToken.Kind.REFRESH;
    }
    return switch (kind) {
      case CODE -> OAuth2ParameterNames.CODE.equals(type.getValue());
      case ACCESS -> OAuth2TokenType.ACCESS_TOKEN.equals(type);
      case REFRESH -> OAuth2TokenType.REFRESH_TOKEN.equals(type);
      case ID -> false;
    };
  }

  /** A code that was used, or a refresh token after its successor was given out. */
  private static boolean isReplay(StoredToken token) {
    return (token.kind() == StoredToken.Kind.CODE && token.invalidated())
        || (token.kind() == StoredToken.Kind.REFRESH && token.replaced());
  }

  private Optional<OAuth2Authorization> load(
      String id, byte @Nullable [] hash, @Nullable String value) {
    return jdbc
        .query(
            "select * from attune.smart_authorization where id = ? and revoked_at is null",
            (row, number) -> grant(row, hash, value),
            id)
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<OAuth2Authorization> grant(
      ResultSet row, byte @Nullable [] hash, @Nullable String value) throws SQLException {
    RegisteredClient client = clients.findById(row.getString("client_id"));
    if (client == null) {
      return Optional.empty();
    }
    String id = row.getString("id");
    // Read after the version: a token used in between then fails by the version, if not by this.
    StoredToken presented =
        hash == null ? null : tokens.find(hash).map(TokenRows.Found::token).orElse(null);
    if (presented != null && isReplay(presented)) {
      revoke(id);
      return Optional.empty();
    }
    OAuth2Authorization.Builder grant =
        OAuth2Authorization.withRegisteredClient(client)
            .id(id)
            .principalName(row.getString("principal"))
            .authorizationGrantType(new AuthorizationGrantType(row.getString("grant_type")))
            .authorizedScopes(Set.copyOf(ScopeSet.parse(row.getString("scopes")).texts()))
            .attribute(VERSION, row.getInt("version"))
            .attribute(CONTEXT, StoredJson.context(row.getString("context")));
    Person person = StoredJson.person(row.getString("person"));
    if (person != null) {
      grant.attribute(java.security.Principal.class.getName(), new PersonAuthentication(person));
    }
    String request = row.getString("request");
    if (request != null) {
      grant.attribute(OAuth2AuthorizationRequest.class.getName(), StoredJson.request(request));
    }
    for (StoredToken token : tokens.newest(id)) {
      if (presented == null || token.kind() != presented.kind()) {
        token.addTo(grant, null);
      }
    }
    if (presented != null) {
      presented.addTo(grant, value);
    }
    return Optional.of(grant.build());
  }

  private Instant expiry(OAuth2Authorization grant) {
    Instant latest = clock.instant().plus(TIME_TO_CONSENT);
    for (OAuth2Authorization.Token<?> token : GrantTokens.of(grant)) {
      Instant end = token.getToken().getExpiresAt();
      latest = end != null && end.isAfter(latest) ? end : latest;
    }
    return latest;
  }

  private static @Nullable String context(OAuth2Authorization grant) {
    LaunchContext context = grant.getAttribute(CONTEXT);
    return context == null ? null : StoredJson.write(context);
  }

  private static byte @Nullable [] stateHash(OAuth2Authorization grant) {
    String state = grant.getAttribute(OAuth2ParameterNames.STATE);
    return state == null ? null : Digests.sha256(state);
  }

  /** Lets every node look a grant up anew. */
  void announce(String grantId) {
    notifications.announce(jdbc, ClientStore.CHANNEL, grantId);
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.from(instant);
  }
}
