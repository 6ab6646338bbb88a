package org.attune.accounts.signin;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.DemoAccounts;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.directory.AccountTable;
import org.attune.accounts.directory.InvalidAccountException;
import org.attune.accounts.directory.NewAccount;
import org.attune.accounts.directory.Secrets;
import org.attune.accounts.rules.Base32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the accounts of the demonstration; one hash serves all, for the password is one. */
@Component
class DemoAccountKeeper implements DemoAccounts {

  private static final Logger LOG = LoggerFactory.getLogger(DemoAccountKeeper.class);
  private static final int RANDOM_BYTES = 15;

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final AccountDirectory directory;
  private final Passwords passwords;

  DemoAccountKeeper(
      JdbcTemplate jdbc, Clock clock, AccountDirectory directory, Passwords passwords) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.directory = directory;
    this.passwords = passwords;
  }

  @Override
  @Transactional
  public Optional<String> provide(Iterable<Person> people, String password) {
    people.forEach(this::insert);
    List<String> hashes =
        jdbc.queryForList(
            "select distinct password_hash from attune.account where demo and password_hash is not"
                + " null",
            String.class);
    if (password.isEmpty() && hashes.size() == 1) {
      set(hashes.get(0), "password_hash is null");
      return Optional.empty();
    }
    String chosen = password.isEmpty() ? Base32.encode(Secrets.bytes(RANDOM_BYTES)) : password;
    if (hashes.size() == 1 && passwords.matches(chosen, hashes.get(0))) {
      set(hashes.get(0), "password_hash is null");
    } else {
      set(passwords.hash(chosen), "true");
    }
    return password.isEmpty() ? Optional.of(chosen) : Optional.empty();
  }

  private void set(String hash, String which) {
    Set<UUID> accounts =
        new HashSet<>(
            jdbc.queryForList("select id from attune.account where demo and " + which, UUID.class));
    accounts.forEach(account -> directory.setPassword(account, hash));
  }

  private void insert(Person person) {
    if (directory.find(person.userName()).isPresent()) {
      return;
    }
    NewAccount account = new NewAccount(person.userName(), person.reference(), person.roles());
    try {
      jdbc.execute(
          (ConnectionCallback<UUID>)
              connection -> AccountTable.insert(connection, account, true, clock.instant()));
    } catch (InvalidAccountException gone) {
      LOG.warn("An account of the demonstration was left out: {}", gone.getMessage());
    }
  }
}
