package org.attune.smart.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** Reads and writes the table of tokens. */
final class TokenRows {

  private static final String COLUMNS =
      "hash, kind, scopes, claims, issued_at, expires_at, invalidated_at, replaced_at";

  private final JdbcTemplate jdbc;

  TokenRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A token and the grant that it belongs to. */
  record Found(String authorizationId, StoredToken token) {}

  Optional<Found> find(byte[] hash) {
    return jdbc
        .query(
            "select authorization_id, " + COLUMNS + " from attune.smart_token where hash = ?",
            (row, number) -> new Found(row.getString("authorization_id"), token(row)),
            (Object) hash)
        .stream()
        .findFirst();
  }

  /** The newest token of each kind. */
  List<StoredToken> newest(String authorizationId) {
    return jdbc.query(
        "select distinct on (kind) "
            + COLUMNS
            + " from attune.smart_token where authorization_id = ?"
            + " order by kind, (replaced_at is null) desc, issued_at desc",
        (row, number) -> token(row),
        authorizationId);
  }

  void save(OAuth2Authorization grant, OAuth2Authorization.Token<?> token, Instant now) {
    OAuth2Token value = token.getToken();
    byte[] hash = StoredToken.hash(value);
    StoredToken.Kind kind = StoredToken.kindOf(value);
    Timestamp invalidated = token.isInvalidated() ? Timestamp.from(now) : null;
    jdbc.update(
        "insert into attune.smart_token (hash, authorization_id, kind, scopes, claims, issued_at,"
            + " expires_at, invalidated_at) values (?, ?, ?, ?, ?::jsonb, ?, ?, ?)"
            + " on conflict (hash) do update set invalidated_at ="
            + " coalesce(attune.smart_token.invalidated_at, excluded.invalidated_at)",
        hash,
        grant.getId(),
        kind.name().toLowerCase(Locale.ROOT),
        scopes(grant, value),
        claims(token.getClaims()),
        timestamp(value.getIssuedAt(), now),
        timestamp(value.getExpiresAt(), now),
        invalidated);
    if (kind == StoredToken.Kind.REFRESH) {
      jdbc.update(
          "update attune.smart_token set replaced_at = ? where authorization_id = ?"
              + " and kind = 'refresh' and hash <> ? and replaced_at is null",
          Timestamp.from(now),
          grant.getId(),
          hash);
    }
  }

  private static String scopes(OAuth2Authorization grant, OAuth2Token token) {
    return String.join(
        " ",
        token instanceof OAuth2AccessToken access
            ? access.getScopes()
            : grant.getAuthorizedScopes());
  }

  private static @Nullable String claims(@Nullable Map<String, Object> claims) {
    return claims == null || claims.isEmpty() ? null : StoredJson.claims(claims);
  }

  private static Timestamp timestamp(@Nullable Instant instant, Instant otherwise) {
    return Timestamp.from(instant == null ? otherwise : instant);
  }

  private static StoredToken token(ResultSet row) throws SQLException {
    return new StoredToken(
        StoredToken.key(row.getBytes("hash")),
        StoredToken.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("scopes"),
        row.getString("claims"),
        row.getTimestamp("issued_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getTimestamp("invalidated_at") != null,
        row.getTimestamp("replaced_at") != null);
  }
}
