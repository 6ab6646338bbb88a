package org.attune.accounts.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.attune.accounts.AccountsProperties;
import org.attune.accounts.AccountsProperties.SecondFactor;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.Secrets;
import org.attune.accounts.rules.Base32;
import org.attune.accounts.rules.ThrottlePolicy;
import org.attune.accounts.rules.Totp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The second step: a code of an authenticator app, or one of the recovery codes. */
@Component
public class SecondFactorStep {

  private static final Logger LOG = LoggerFactory.getLogger(SecondFactorStep.class);
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 10;
  private static final int GROUP = 4;

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final Throttle throttle;
  private final SecondFactor policy;

  SecondFactorStep(
      JdbcTemplate jdbc, Clock clock, Throttle throttle, AccountsProperties properties) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.throttle = throttle;
    this.policy = properties.secondFactor();
  }

  /** Whether the account cannot be used without a second factor. */
  public boolean required(Account account) {
    return !account.demo() && policy.requiredOf(account.professional());
  }

  /** A new secret, not yet anyone's, in base 64. */
  public static String newSecret() {
    return Base64.getEncoder().encodeToString(Secrets.bytes(Totp.SECRET_BYTES));
  }

  /**
   * Checks a code of the app or a recovery code, and uses it up. Whoever comes here knows the
   * password, so the count of failures belongs to the account and the source.
   */
  @Transactional
  public Outcome check(Account account, String typed, Attempt attempt) {
    String key = "code " + account.id() + " from " + attempt.source();
    Duration wait = throttle.begin(key, ThrottlePolicy.NAME);
    if (!wait.isZero()) {
      return new Outcome.Throttled(wait);
    }
    if (acceptCode(account.id(), typed) || acceptRecoveryCode(account.id(), typed)) {
      throttle.succeed(key);
      return new Outcome.Passed(account);
    }
    LOG.info("Second factor refused for account {}", account.id());
    return new Outcome.Refused();
  }

  /**
   * Sets up the second factor, once the person has shown that the app has the secret.
   *
   * @return the recovery codes, which are shown this once; empty if the code is wrong
   */
  @Transactional
  public Optional<List<String>> enroll(UUID account, byte[] secret, String typed) {
    OptionalLong step = Totp.accept(secret, typed, clock.instant(), -1);
    if (step.isEmpty()) {
      return Optional.empty();
    }
    jdbc.update(
        "update attune.account set totp_secret = ?, totp_step = ? where id = ?",
        secret,
        step.getAsLong(),
        account);
    jdbc.update("delete from attune.account_recovery_code where account_id = ?", account);
    List<String> codes = new ArrayList<>();
    for (int number = 0; number < RECOVERY_CODES; number++) {
      String code = Base32.encode(Secrets.bytes(RECOVERY_BYTES));
      jdbc.update(
          "insert into attune.account_recovery_code (account_id, code_hash) values (?, ?)",
          account,
          Secrets.hash(code));
      codes.add(code.replaceAll("(.{" + GROUP + "})(?=.)", "$1-"));
    }
    LOG.info("Account {} has set up a second factor", account);
    return Optional.of(codes);
  }

  /** How many recovery codes are left. */
  public int recoveryCodes(UUID account) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from attune.account_recovery_code where account_id = ?",
            Integer.class,
            account);
    return count == null ? 0 : count;
  }

  private boolean acceptCode(UUID account, String typed) {
    return jdbc
        .query(
            "select totp_secret, totp_step from attune.account"
                + " where id = ? and totp_secret is not null for update",
            (row, number) -> Totp.accept(row.getBytes(1), typed, clock.instant(), row.getLong(2)),
            account)
        .stream()
        .filter(OptionalLong::isPresent)
        .findFirst()
        .map(
            step ->
                jdbc.update(
                        "update attune.account set totp_step = ? where id = ?",
                        step.getAsLong(),
                        account)
                    == 1)
        .orElse(false);
  }

  private boolean acceptRecoveryCode(UUID account, String typed) {
    boolean used =
        jdbc.update(
                "delete from attune.account_recovery_code where account_id = ? and code_hash = ?",
                account,
                Secrets.hash(Base32.canonical(typed)))
            == 1;
    if (used) {
      LOG.info("Account {} used a recovery code", account);
    }
    return used;
  }
}
