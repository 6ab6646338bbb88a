package org.attune.accounts.directory;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.AccountRole;
import org.attune.accounts.AccountsProperties;
import org.attune.accounts.SessionsEnded;
import org.attune.accounts.SessionsEnded.Reason;
import org.attune.store.RecordIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts as administrators keep them. Whatever takes something away ends the sessions with it.
 */
@Component
public class AccountDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(AccountDirectory.class);

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final Duration linkLifetime;
  private final ApplicationEventPublisher events;

  AccountDirectory(
      JdbcTemplate jdbc,
      Clock clock,
      AccountsProperties properties,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.linkLifetime = properties.linkLifetime();
    this.events = events;
  }

  /** All accounts by name. */
  public List<Account> all() {
    return jdbc.query(
        AccountTable.COLUMNS + " order by user_name", (row, number) -> AccountTable.read(row));
  }

  /** The account of that id. */
  public Optional<Account> find(UUID id) {
    return jdbc
        .query(AccountTable.COLUMNS + " where id = ?", (row, number) -> AccountTable.read(row), id)
        .stream()
        .findFirst();
  }

  /** The account of that name, however typed. */
  public Optional<Account> find(String userName) {
    return Optional.ofNullable(
            jdbc.execute(
                (ConnectionCallback<Optional<Account>>)
                    connection -> AccountTable.find(connection, userName)))
        .flatMap(found -> found);
  }

  /** Whether the resource that the account is tied to still exists. */
  public boolean inRecord(Account account) {
    int slash = account.reference().indexOf('/');
    return Boolean.TRUE.equals(
        jdbc.execute(
            (ConnectionCallback<Boolean>)
                connection ->
                    RecordIndex.exists(
                        connection,
                        account.reference().substring(0, slash),
                        account.reference().substring(slash + 1))));
  }

  /**
   * Makes an account, without a password: a link lets the person set one.
   *
   * @throws InvalidAccountException if it cannot be made as asked
   */
  @Transactional
  public Account create(NewAccount account) {
    UUID id =
        jdbc.execute(
            (ConnectionCallback<UUID>)
                connection -> AccountTable.insert(connection, account, false, clock.instant()));
    LOG.info("Account {} created", id);
    return find(java.util.Objects.requireNonNull(id)).orElseThrow();
  }

  /**
   * Gives an account other roles.
   *
   * @throws InvalidAccountException if a role does not fit the account's reference
   */
  @Transactional
  public void changeRoles(Account account, Set<AccountRole> roles) {
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              AccountTable.check(connection, account.reference(), roles);
              return 0;
            });
    jdbc.update(
        "update attune.account set roles = ? where id = ?",
        statement -> {
          statement.setArray(1, AccountTable.array(statement.getConnection(), roles));
          statement.setObject(2, account.id());
        });
    LOG.info("Account {} got other roles", account.id());
    endSessions(account.id(), Reason.CHANGED);
  }

  /** Lets nobody sign in with the account any more. */
  @Transactional
  public void disable(UUID account) {
    jdbc.update(
        "update attune.account set disabled_at = ? where id = ? and disabled_at is null",
        Timestamp.from(clock.instant()),
        account);
    jdbc.update("delete from attune.account_link where account_id = ?", account);
    LOG.info("Account {} disabled", account);
    endSessions(account, Reason.DISABLED);
  }

  /** Lets the person sign in again. */
  @Transactional
  public void enable(UUID account) {
    jdbc.update("update attune.account set disabled_at = null where id = ?", account);
    LOG.info("Account {} enabled", account);
  }

  /** Takes the second factor off, for a person who lost it; the next sign-in sets one up. */
  @Transactional
  public void removeSecondFactor(UUID account) {
    jdbc.update(
        "update attune.account set totp_secret = null, totp_step = -1 where id = ?", account);
    jdbc.update("delete from attune.account_recovery_code where account_id = ?", account);
    LOG.info("Account {} lost its second factor", account);
    endSessions(account, Reason.RESET);
  }

  /**
   * Makes a link by which the person sets a password; until then the old one holds.
   *
   * @return path with the token
   */
  @Transactional
  public String link(UUID account) {
    String path =
        jdbc.execute(
            (ConnectionCallback<String>)
                connection -> Links.make(connection, account, clock.instant().plus(linkLifetime)));
    LOG.info("Account {} was given a link to set a password", account);
    return java.util.Objects.requireNonNull(path);
  }

  /** The account whose password a link may set, if the link is good. */
  public Optional<Account> ofLink(String token) {
    Optional<UUID> id =
        jdbc.execute(
            (ConnectionCallback<Optional<UUID>>)
                connection -> Links.look(connection, token, clock.instant()));
    return java.util.Objects.requireNonNull(id)
        .flatMap(this::find)
        .filter(account -> !account.disabled());
  }

  /**
   * Sets the password by a link and uses the link up.
   *
   * @param passwordHash as the password encoder gives it
   * @return whether the link was good
   */
  @Transactional
  public boolean usePasswordLink(String token, String passwordHash) {
    Optional<UUID> id =
        jdbc.execute(
            (ConnectionCallback<Optional<UUID>>)
                connection -> Links.use(connection, token, clock.instant()));
    java.util.Objects.requireNonNull(id).ifPresent(account -> setPassword(account, passwordHash));
    return id.isPresent();
  }

  /** Sets the password; known devices are forgotten and all sessions end. */
  @Transactional
  public void setPassword(UUID account, String passwordHash) {
    jdbc.update(
        "update attune.account set password_hash = ?, password_changed_at = ? where id = ?",
        passwordHash,
        Timestamp.from(clock.instant()),
        account);
    jdbc.update("delete from attune.account_device where account_id = ?", account);
    LOG.info("Account {} has a new password", account);
    endSessions(account, Reason.RESET);
  }

  /** Ends all sessions of an account at once, on every node. */
  @Transactional
  public void endSessions(UUID account, Reason reason) {
    int ended =
        jdbc.update(
            "delete from attune.spring_session where principal_name = ?", account.toString());
    LOG.info("Account {}: {} sessions ended ({})", account, ended, reason);
    events.publishEvent(new SessionsEnded(account, reason));
  }
}
