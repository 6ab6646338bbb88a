package org.attune.accounts.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountTable;
import org.attune.accounts.directory.Secrets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Begins, lists and ends sessions. */
@Component
public class AccountSessions {

  private static final Logger LOG = LoggerFactory.getLogger(AccountSessions.class);
  private static final String ADDRESS = "attune.address";
  private static final String BROWSER = "attune.browser";
  private static final String SAVED_REQUEST = "SPRING_SECURITY_SAVED_REQUEST";
  private static final int LONGEST_BROWSER = 200;

  private final FindByIndexNameSessionRepository<? extends Session> sessions;
  private final JdbcTemplate jdbc;
  private final Clock clock;

  AccountSessions(
      FindByIndexNameSessionRepository<? extends Session> sessions,
      JdbcTemplate jdbc,
      Clock clock) {
    this.sessions = sessions;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One session.
   *
   * @param handle names it, without being its secret id
   * @param address from which it began
   * @param browser what the browser says of itself
   * @param current whether the request that asks belongs to it
   */
  public record Open(
      String handle,
      String address,
      String browser,
      Instant since,
      Instant lastUsed,
      boolean current) {}

  /**
   * Makes the request's session that of the account. The old session is thrown away, so that an id
   * known before signing in is worth nothing; of what it held only the page that was asked for is
   * kept.
   */
  public void begin(HttpServletRequest request, HttpServletResponse response, Account account) {
    Object saved = null;
    HttpSession old = request.getSession(false);
    if (old != null) {
      saved = old.getAttribute(SAVED_REQUEST);
      old.invalidate();
    }
    HttpSession session = request.getSession(true);
    session.setAttribute(ADDRESS, request.getRemoteAddr());
    session.setAttribute(BROWSER, browser(request.getHeader("User-Agent")));
    if (saved != null) {
      session.setAttribute(SAVED_REQUEST, saved);
    }
    Optional<String> patient =
        jdbc.execute(
            (ConnectionCallback<Optional<String>>)
                connection -> AccountTable.patient(connection, account.reference()));
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        SignedInAccount.of(account, java.util.Objects.requireNonNull(patient), clock.instant())
            .authentication());
    SecurityContextHolder.setContext(context);
    new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    LOG.info("Account {} signed in", account.id());
  }

  /** Ends the request's session. */
  public static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }

  /** The sessions of an account that have not run out, the last used first. */
  public List<Open> of(UUID account, HttpServletRequest request) {
    HttpSession mine = request.getSession(false);
    return sessions.findByPrincipalName(account.toString()).values().stream()
        .filter(session -> !session.isExpired())
        .map(session -> open(session, mine))
        .sorted(Comparator.comparing(Open::lastUsed).reversed())
        .toList();
  }

  /**
   * Ends one session.
   *
   * @return whether the account has such a session
   */
  public boolean end(UUID account, String handle) {
    for (Session session : sessions.findByPrincipalName(account.toString()).values()) {
      if (MessageDigest.isEqual(
          handle(session.getId()).getBytes(StandardCharsets.UTF_8),
          handle.getBytes(StandardCharsets.UTF_8))) {
        sessions.deleteById(session.getId());
        LOG.info("Account {}: one session ended", account);
        return true;
      }
    }
    return false;
  }

  private static Open open(Session session, @Nullable HttpSession mine) {
    return new Open(
        handle(session.getId()),
        text(session.getAttribute(ADDRESS)),
        text(session.getAttribute(BROWSER)),
        session.getCreationTime(),
        session.getLastAccessedTime(),
        mine != null && session.getId().equals(mine.getId()));
  }

  private static String text(@Nullable Object attribute) {
    return attribute == null ? "" : attribute.toString();
  }

  private static String handle(String id) {
    return HexFormat.of().formatHex(Secrets.hash(id), 0, 16).toLowerCase(Locale.ROOT);
  }

  /** Printable characters only, and not too many: it is shown to the account's owner. */
  private static String browser(@Nullable String userAgent) {
    String clean = userAgent == null ? "" : userAgent.replaceAll("[^\\x20-\\x7e]", "");
    return clean.length() > LONGEST_BROWSER ? clean.substring(0, LONGEST_BROWSER) : clean;
  }
}
