package org.attune.accounts.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.directory.Secrets;
import org.attune.accounts.rules.ThrottlePolicy;
import org.attune.accounts.rules.UserName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The first step: name and password. Attempts are counted by name and source; a browser in which
 * the account has signed in before has a count of its own, so that nobody can use up the attempts
 * of another from the same address.
 */
@Component
public class PasswordStep {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordStep.class);
  private static final Duration BUSY = Duration.ofSeconds(5);

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final AccountDirectory directory;
  private final Passwords passwords;
  private final Throttle throttle;
  private final boolean demo;

  PasswordStep(
      JdbcTemplate jdbc,
      Clock clock,
      AccountDirectory directory,
      Passwords passwords,
      Throttle throttle,
      @Value("${attune.demo:false}") boolean demo) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.directory = directory;
    this.passwords = passwords;
    this.throttle = throttle;
    this.demo = demo;
  }

  /** Checks name and password; the answer does not tell which of them is wrong. */
  public Outcome check(String typedName, String password, Attempt attempt) {
    String name = UserName.canonical(typedName);
    boolean known = isKnown(attempt.device(), name);
    String key = key(name, attempt, known);
    String sourceKey = "source " + attempt.source();
    Duration wait = known ? Duration.ZERO : throttle.look(sourceKey);
    if (wait.isZero()) {
      wait = throttle.begin(key, ThrottlePolicy.NAME);
    }
    if (!wait.isZero()) {
      LOG.info("Sign-in throttled");
      return new Outcome.Throttled(wait);
    }
    try {
      Optional<Account> account = directory.find(name);
      if (passwords.matches(password, hash(name)) && account.filter(this::usable).isPresent()) {
        throttle.succeed(key);
        return new Outcome.Passed(account.get());
      }
      LOG.info("Sign-in refused for account {}", account.map(Account::id).orElse(null));
    } catch (Passwords.BusyException busy) {
      return new Outcome.Throttled(BUSY);
    }
    if (!known) {
      throttle.begin(sourceKey, ThrottlePolicy.SOURCE);
    }
    return new Outcome.Refused();
  }

  /**
   * Whether the password is that of the account, for a person who has signed in. It has a count of
   * its own, which nobody without a session can use up.
   */
  public Outcome confirm(Account account, String password, Attempt attempt) {
    String key = "confirm " + account.id() + " from " + attempt.source();
    Duration wait = throttle.begin(key, ThrottlePolicy.NAME);
    if (!wait.isZero()) {
      return new Outcome.Throttled(wait);
    }
    try {
      if (passwords.matches(password, hash(account.userName()))) {
        throttle.succeed(key);
        return new Outcome.Passed(account);
      }
      return new Outcome.Refused();
    } catch (Passwords.BusyException busy) {
      return new Outcome.Throttled(BUSY);
    }
  }

  /**
   * Whether one may sign in with the account at all: it is not disabled, its person is still in the
   * record, and the demonstration's accounts are good only in a server that demonstrates.
   */
  public boolean usable(Account account) {
    return !account.disabled() && (demo || !account.demo()) && directory.inRecord(account);
  }

  /**
   * Remembers the browser as one of the account's.
   *
   * @param device token of the cookie that the browser sent; absent if it sent none
   * @return the token for the cookie
   */
  public String remember(UUID account, @Nullable String device) {
    Timestamp now = Timestamp.from(clock.instant());
    if (device != null
        && jdbc.update(
                "update attune.account_device set last_used_at = ?"
                    + " where token_hash = ? and account_id = ?",
                now,
                Secrets.hash(device),
                account)
            > 0) {
      return device;
    }
    String token = Secrets.token();
    jdbc.update(
        "insert into attune.account_device (token_hash, account_id, last_used_at)"
            + " values (?, ?, ?)",
        Secrets.hash(token),
        account,
        now);
    return token;
  }

  private @Nullable String hash(String name) {
    return jdbc
        .query(
            "select coalesce(password_hash, '') from attune.account where user_name = ?",
            (row, number) -> row.getString(1),
            name)
        .stream()
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private boolean isKnown(@Nullable String device, String name) {
    return device != null
        && !jdbc.queryForList(
                "select 1 from attune.account_device d join attune.account a on a.id = d.account_id"
                    + " where d.token_hash = ? and a.user_name = ?",
                Secrets.hash(device),
                name)
            .isEmpty();
  }

  private static String key(String name, Attempt attempt, boolean known) {
    return known ? "device " + attempt.device() : "name " + name + " from " + attempt.source();
  }
}
