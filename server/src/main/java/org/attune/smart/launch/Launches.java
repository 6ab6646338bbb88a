package org.attune.smart.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.attune.database.SideTables;
import org.attune.kernel.Digests;
import org.attune.smart.LaunchContext;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Keeps what an app is to be launched about until the app comes for it: once, within minutes, and
 * only the client and the person for whom it was meant. The value that travels is 256 random bits
 * and says nothing.
 */
@Component
public class Launches {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int BYTES = 32;
  private static final String ALIVE =
      " where hash = ? and client_id = ? and used_at is null and expires_at > ?"
          + " and (account_id is null or account_id = ?)";

  /** Before the person has signed in, a launch meant for somebody is left to the second look. */
  private static final String ALIVE_FOR_LOOK =
      " where hash = ? and client_id = ? and used_at is null and expires_at > ?"
          + " and (account_id is null or ?::uuid is null or account_id = ?::uuid)";

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final ObjectMapper json = new ObjectMapper();

  Launches(JdbcTemplate jdbc, SideTables tables, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A launch that waits.
   *
   * @param value what the app hands back as {@code launch}
   */
  public record Waiting(String value, Instant expiresAt) {

    /**
     * Where the browser is sent, with the parameters of SMART App Launch 2.2 §2.0.7.
     *
     * @param launchUrl as the app is registered
     * @param iss the FHIR base, as the app will hand it back in {@code aud}
     */
    String address(String launchUrl, String iss) {
      return UriComponentsBuilder.fromUriString(launchUrl)
          .queryParam("iss", "{iss}")
          .queryParam("launch", "{launch}")
          .encode()
          .buildAndExpand(iss, value)
          .toUriString();
    }
  }

  /**
   * Prepares a launch.
   *
   * @param account who alone may go on with it; absent: whoever signs in
   */
  public Waiting prepare(String clientId, @Nullable UUID account, LaunchContext context) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    jdbc.update(
        "delete from attune.smart_launch where expires_at < ?",
        Timestamp.from(now.minus(Duration.ofDays(1))));
    jdbc.update(
        "insert into attune.smart_launch (hash, client_id, account_id, context, created_at,"
            + " expires_at) values (?, ?, ?, ?::jsonb, ?, ?)",
        Digests.sha256(value),
        clientId,
        account,
        write(context),
        Timestamp.from(now),
        Timestamp.from(now.plus(LIFE)));
    return new Waiting(value, now.plus(LIFE));
  }

  /** The context of a launch that could be used now, without using it. */
  public Optional<LaunchContext> look(String value, String clientId, @Nullable UUID account) {
    return jdbc
        .query(
            "select context from attune.smart_launch" + ALIVE_FOR_LOOK,
            (row, number) -> context(row),
            Digests.sha256(value),
            clientId,
            Timestamp.from(clock.instant()),
            account,
            account)
        .stream()
        .findFirst();
  }

  /** Uses a launch; of several attempts one gets the context. */
  public Optional<LaunchContext> use(String value, String clientId, UUID account) {
    Timestamp now = Timestamp.from(clock.instant());
    return jdbc
        .query(
            "update attune.smart_launch set used_at = ?" + ALIVE + " returning context",
            (row, number) -> context(row),
            now,
            Digests.sha256(value),
            clientId,
            now,
            account)
        .stream()
        .findFirst();
  }

  private LaunchContext context(ResultSet row) throws SQLException {
    try {
      return json.readValue(row.getString("context"), LaunchContext.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("The context of a launch cannot be read", broken);
    }
  }

  private String write(LaunchContext context) {
    try {
      return json.writeValueAsString(context);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("The context of a launch cannot be written", broken);
    }
  }
}
