package org.attune.accounts.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Links by which a person sets a password, once. A new link makes the older ones of the account
 * void; the database knows only the hash of its token.
 */
public final class Links {

  /** Path of the page that a link opens, before the token. */
  public static final String PATH = "/login/link/";

  private Links() {}

  /**
   * Makes a link.
   *
   * @return the path with the token, to be handed to the person and to nobody else
   */
  public static String make(Connection connection, UUID account, Instant expiry)
      throws SQLException {
    String token = Secrets.token();
    withdraw(connection, account);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into attune.account_link (token_hash, account_id, expires_at)"
                + " values (?, ?, ?)")) {
      insert.setBytes(1, Secrets.hash(token));
      insert.setObject(2, account);
      insert.setTimestamp(3, Timestamp.from(expiry));
      insert.executeUpdate();
    }
    return PATH + token;
  }

  /** Makes all links of an account void; whoever asked for one has it, or needs none. */
  static void withdraw(Connection connection, UUID account) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from attune.account_link where account_id = ?")) {
      delete.setObject(1, account);
      delete.executeUpdate();
    }
    try (PreparedStatement done =
        connection.prepareStatement(
            "delete from attune.account_link_request where account_id = ?")) {
      done.setObject(1, account);
      done.executeUpdate();
    }
  }

  /** The account for which a token is good now. */
  static Optional<UUID> look(Connection connection, String token, Instant now) throws SQLException {
    return account(
        connection,
        "select account_id from attune.account_link where token_hash = ? and expires_at > ?",
        token,
        now);
  }

  /** Uses a token up; of two that try at once, one gets the account. */
  static Optional<UUID> use(Connection connection, String token, Instant now) throws SQLException {
    return account(
        connection,
        "delete from attune.account_link where token_hash = ? and expires_at > ?"
            + " returning account_id",
        token,
        now);
  }

  private static Optional<UUID> account(
      Connection connection, String sql, String token, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, Secrets.hash(token));
      statement.setTimestamp(2, Timestamp.from(now));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }
}
