package org.attune.accounts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts of the demonstration. They share one password, need no second factor, and nobody can
 * sign in with them in a server that does not demonstrate.
 */
public interface DemoAccounts {

  /**
   * A person of the demonstration.
   *
   * @param userName to sign in with
   * @param reference the person's resource, which exists
   * @param roles in which the person acts
   */
  record Person(String userName, String reference, Set<AccountRole> roles) {

    /** Keeps its own copy of the roles. */
    public Person {
      roles = Set.copyOf(roles);
    }
  }

  /**
   * Makes the accounts that are absent, and gives all accounts of the demonstration the password.
   *
   * @param people whose accounts there shall be
   * @param password the password; empty to keep the one they have, or to make one up
   * @return the password that was made up and is shown this once; empty if none was
   */
  Optional<String> provide(Iterable<Person> people, String password);

  /**
   * Removes all accounts of the demonstration, with their sessions.
   *
   * @return how many there were
   */
  static int remove(Connection connection) throws SQLException {
    try (PreparedStatement sessions =
            connection.prepareStatement(
                "delete from attune.spring_session where principal_name in"
                    + " (select id::text from attune.account where demo)");
        PreparedStatement accounts =
            connection.prepareStatement("delete from attune.account where demo")) {
      sessions.executeUpdate();
      return accounts.executeUpdate();
    }
  }
}
