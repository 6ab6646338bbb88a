package org.attune.accounts.directory;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.AccountRole;
import org.attune.accounts.rules.UserName;
import org.attune.store.RecordIndex;

/** The table {@code attune.account}, for the server and for commands that run without it. */
public final class AccountTable {

  static final String COLUMNS =
      "select id, user_name, reference, roles, password_hash is not null, totp_secret is not null,"
          + " demo, disabled_at from attune.account";

  private static final String INSERT =
      "insert into attune.account (id, user_name, reference, roles, demo, created_at)"
          + " values (?, ?, ?, ?, ?, ?) on conflict (user_name) do nothing";

  private AccountTable() {}

  /**
   * Makes an account without a password.
   *
   * @return its id
   * @throws InvalidAccountException if the name is taken or not valid, the reference names nothing,
   *     or a role does not fit it
   */
  public static UUID insert(Connection connection, NewAccount account, boolean demo, Instant now)
      throws SQLException {
    String userName = UserName.canonical(account.userName());
    if (!UserName.valid(userName)) {
      throw new InvalidAccountException(
          "userName",
          "Use 3 to 64 characters for the user name: letters a to z, digits, and . _ @ + -;"
              + " begin with a letter or digit.");
    }
    check(connection, account.reference(), account.roles());
    UUID id = UUID.randomUUID();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, id);
      insert.setString(2, userName);
      insert.setString(3, account.reference());
      insert.setArray(4, array(connection, account.roles()));
      insert.setBoolean(5, demo);
      insert.setTimestamp(6, Timestamp.from(now));
      if (insert.executeUpdate() == 0) {
        throw new InvalidAccountException(
            "userName", "There is an account with this user name; choose another.");
      }
    }
    return id;
  }

  /** Whether roles fit a reference, and the reference names a resource of the record. */
  static void check(Connection connection, String reference, Set<AccountRole> roles)
      throws SQLException {
    String[] parts = reference.split("/", -1);
    if (parts.length != 2 || !parts[1].matches("[A-Za-z0-9.-]{1,64}")) {
      throw new InvalidAccountException(
          "reference", "Name the person's resource as type and id, such as PractitionerRole/…");
    }
    if (roles.isEmpty()) {
      throw new InvalidAccountException("roles", "Choose at least one role.");
    }
    for (AccountRole role : roles) {
      if (!role.allows(parts[0])) {
        throw new InvalidAccountException(
            "roles",
            "The role "
                + role.code()
                + " does not fit the reference: a client is a Patient, a proxy a RelatedPerson, all"
                + " others a PractitionerRole or Practitioner.");
      }
    }
    if (!RecordIndex.exists(connection, parts[0], parts[1])) {
      throw new InvalidAccountException("reference", "The record has no such resource.");
    }
  }

  /** The patient whose account it is or for whom a proxy acts; absent for staff. */
  public static Optional<String> patient(Connection connection, String reference)
      throws SQLException {
    String id = reference.substring(reference.indexOf('/') + 1);
    if (reference.startsWith("Patient/")) {
      return Optional.of(id);
    }
    return reference.startsWith("RelatedPerson/")
        ? RecordIndex.target(connection, "RelatedPerson.patient", id)
        : Optional.empty();
  }

  /** The account with that name. */
  public static Optional<Account> find(Connection connection, String userName) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(COLUMNS + " where user_name = ?")) {
      query.setString(1, UserName.canonical(userName));
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  static Account read(ResultSet row) throws SQLException {
    Set<AccountRole> roles = EnumSet.noneOf(AccountRole.class);
    for (Object code : (Object[]) row.getArray(4).getArray()) {
      AccountRole.of(String.valueOf(code)).ifPresent(roles::add);
    }
    Timestamp disabled = row.getTimestamp(8);
    return new Account(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        roles,
        row.getBoolean(5),
        row.getBoolean(6),
        row.getBoolean(7),
        disabled == null ? null : disabled.toInstant());
  }

  static Array array(Connection connection, Set<AccountRole> roles) throws SQLException {
    List<String> codes = new ArrayList<>();
    Arrays.stream(AccountRole.values())
        .filter(roles::contains)
        .forEach(role -> codes.add(role.code()));
    return connection.createArrayOf("text", codes.toArray());
  }
}
