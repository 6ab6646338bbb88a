package org.attune.smart.token;

import java.util.List;
import java.util.UUID;
import org.attune.accounts.AuthorizedApps;
import org.attune.accounts.SessionsEnded;
import org.attune.smart.scope.ScopeSet;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What a person has authorized, for the page where they see and revoke it. */
@Component
class AuthorizedGrants implements AuthorizedApps {

  private static final String ALIVE =
      " a.account_id = ? and a.revoked_at is null and a.expires_at > now()"
          + " and exists (select 1 from attune.smart_token t where t.authorization_id = a.id"
          + " and t.kind in ('access', 'refresh') and t.invalidated_at is null"
          + " and t.replaced_at is null and t.expires_at > now())";

  private final JdbcTemplate jdbc;
  private final GrantStore grants;

  AuthorizedGrants(JdbcTemplate jdbc, GrantStore grants) {
    this.jdbc = jdbc;
    this.grants = grants;
  }

  @Override
  public List<App> of(UUID accountId) {
    return jdbc.query(
        "select a.id, c.metadata ->> 'client_name' as name, a.scopes, a.created_at, a.last_used_at"
            + " from attune.smart_authorization a join attune.smart_client c using (client_id)"
            + " where"
            + ALIVE
            + " order by a.created_at desc",
        (row, number) ->
            new App(
                row.getString("id"),
                row.getString("name"),
                List.copyOf(ScopeSet.parse(row.getString("scopes")).texts()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("last_used_at").toInstant()),
        accountId);
  }

  @Override
  public boolean revoke(UUID accountId, String appId) {
    boolean own =
        !jdbc.queryForList(
                "select a.id from attune.smart_authorization a where a.id = ? and" + ALIVE,
                String.class,
                appId,
                accountId)
            .isEmpty();
    if (own) {
      grants.revoke(appId);
    }
    return own;
  }

  /** {@code online_access} ends with the session; all access ends with the account. */
  @EventListener
  void sessionsEnded(SessionsEnded event) {
    boolean all =
        event.reason() == SessionsEnded.Reason.DISABLED
            || event.reason() == SessionsEnded.Reason.RESET;
    jdbc.query(
        "select id, scopes from attune.smart_authorization"
            + " where account_id = ? and revoked_at is null",
        row -> {
          if (all || !ScopeSet.parse(row.getString("scopes")).has("offline_access")) {
            grants.revoke(row.getString("id"));
          } else {
            grants.announce(row.getString("id"));
          }
        },
        event.accountId());
  }
}
