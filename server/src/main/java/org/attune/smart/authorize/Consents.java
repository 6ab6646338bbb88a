package org.attune.smart.authorize;

import java.sql.Timestamp;
import java.time.Clock;
import org.attune.database.SideTables;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;

/**
 * What each person last allowed each app, so that the page can offer it again. It never stands for
 * a consent: each authorization is asked for.
 */
@Component
public class Consents implements OAuth2AuthorizationConsentService {

  private final JdbcTemplate jdbc;
  private final Clock clock;

  Consents(JdbcTemplate jdbc, SideTables tables, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void remember(String clientId, String principal, ScopeSet allowed) {
    jdbc.update(
        "insert into attune.smart_consent (client_id, principal, scopes, granted_at)"
            + " values (?, ?, ?, ?) on conflict (client_id, principal) do update"
            + " set scopes = excluded.scopes, granted_at = excluded.granted_at",
        clientId,
        principal,
        allowed.toString(),
        Timestamp.from(clock.instant()));
  }

  /** What was allowed last; empty if nothing ever was. */
  ScopeSet last(String clientId, String principal) {
    return jdbc
        .queryForList(
            "select scopes from attune.smart_consent where client_id = ? and principal = ?",
            String.class,
            clientId,
            principal)
        .stream()
        .findFirst()
        .map(ScopeSet::parse)
        .orElse(ScopeSet.NONE);
  }

  @Override
  public void save(OAuth2AuthorizationConsent consent) {
    remember(
        consent.getRegisteredClientId(),
        consent.getPrincipalName(),
        new ScopeSet(consent.getScopes()));
  }

  @Override
  public void remove(OAuth2AuthorizationConsent consent) {
    jdbc.update(
        "delete from attune.smart_consent where client_id = ? and principal = ?",
        consent.getRegisteredClientId(),
        consent.getPrincipalName());
  }

  /** None that would do without asking. */
  @Override
  public @Nullable OAuth2AuthorizationConsent findById(String clientId, String principal) {
    return null;
  }
}
