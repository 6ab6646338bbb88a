package org.attune.smart.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attune.database.Notifications;
import org.attune.database.SideTables;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registered clients in PostgreSQL. Secrets are kept as bcrypt hashes. */
@Component
public class ClientStore {

  /** Channel that tells every node that a client or a grant has changed. */
  public static final String CHANNEL = "attune_smart";

  private final JdbcTemplate jdbc;
  private final PasswordEncoder secrets = secretEncoder();
  private final Clock clock;
  private final Notifications notifications;
  private final ObjectMapper json = new ObjectMapper();

  ClientStore(JdbcTemplate jdbc, SideTables tables, Clock clock, Notifications notifications) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.notifications = notifications;
  }

  /**
   * A client and the hash of its secret.
   *
   * @param secretHash absent for clients without a secret
   */
  public record Entry(SmartClient client, @Nullable String secretHash) {}

  /** How the secrets of clients are hashed and compared. */
  public static PasswordEncoder secretEncoder() {
    return new BCryptPasswordEncoder();
  }

  /** The client of that id, if it is registered and enabled. */
  public Optional<Entry> find(String clientId) {
    return jdbc
        .query(
            "select metadata, secret_hash from attune.smart_client"
                + " where client_id = ? and enabled",
            (row, number) -> entry(row),
            clientId)
        .stream()
        .findFirst();
  }

  /** All enabled clients, by id. */
  public List<SmartClient> all() {
    return registered().stream().map(Registered::client).toList();
  }

  /**
   * A client and how it came in.
   *
   * @param byFile whether the file of {@code attune.smart.clients} registered it
   * @param createdAt when it was first registered
   * @param changedAt when it was last registered or changed; for the file's, the last start
   */
  public record Registered(
      SmartClient client, boolean byFile, Instant createdAt, Instant changedAt) {}

  /** All enabled clients, by id, with how they came in. */
  public List<Registered> registered() {
    return select("order by client_id");
  }

  /** The enabled client of that id, with how it came in. */
  public Optional<Registered> registered(String clientId) {
    return select("and client_id = ?", clientId).stream().findFirst();
  }

  private List<Registered> select(String which, Object... arguments) {
    return jdbc.query(
        "select metadata, source, created_at, changed_at from attune.smart_client where enabled "
            + which,
        (row, number) ->
            new Registered(
                read(row.getString("metadata")),
                "file".equals(row.getString("source")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant()),
        arguments);
  }

  /** Origins from which each client's pages may call: those of its redirect addresses. */
  public Map<String, Set<String>> origins() {
    Map<String, Set<String>> origins = new TreeMap<>();
    for (SmartClient client : all()) {
      Set<String> own = new TreeSet<>();
      client.redirectUris().forEach(uri -> Addresses.origin(uri).ifPresent(own::add));
      origins.put(client.clientId(), own);
    }
    return origins;
  }

  /** Adds a client unless its id is or was in use. */
  @Transactional
  boolean add(Registration registration) {
    int added =
        jdbc.update(
            "insert into attune.smart_client (client_id, metadata, secret_hash, source,"
                + " created_at, changed_at) values (?, ?::jsonb, ?, 'api', ?, ?)"
                + " on conflict do nothing",
            registration.client().clientId(),
            write(registration.client()),
            hash(registration.secret()),
            now(),
            now());
    announce();
    return added == 1;
  }

  /**
   * Replaces what is registered. A client keeps its secret when none is given, but not beyond the
   * time in which it authenticates by one.
   */
  @Transactional
  boolean replace(Registration registration) {
    int changed =
        jdbc.update(
            "update attune.smart_client set metadata = ?::jsonb, source = 'api',"
                + " secret_hash = case when ? then coalesce(?, secret_hash) end, changed_at = ?"
                + " where client_id = ? and enabled",
            write(registration.client()),
            registration.client().isSymmetric(),
            hash(registration.secret()),
            now(),
            registration.client().clientId());
    announce();
    return changed == 1;
  }

  /** Ends a client and with it every token that it holds. */
  @Transactional
  boolean remove(String clientId) {
    int removed =
        jdbc.update(
            "update attune.smart_client set enabled = false, changed_at = ?"
                + " where client_id = ? and enabled",
            now(),
            clientId);
    jdbc.update(
        "update attune.smart_authorization set revoked_at = ?, version = version + 1"
            + " where client_id = ? and revoked_at is null",
        now(),
        clientId);
    announce();
    return removed == 1;
  }

  /** Makes the clients of the file what the file says; others of an earlier file are ended. */
  @Transactional
  void takeFile(Collection<Registration> registrations) {
    Set<String> ids = new LinkedHashSet<>();
    for (Registration registration : registrations) {
      ids.add(registration.client().clientId());
      upsert(registration);
    }
    jdbc
        .queryForList(
            "select client_id from attune.smart_client where source = 'file' and enabled",
            String.class)
        .stream()
        .filter(id -> !ids.contains(id))
        .forEach(this::remove);
    announce();
  }

  private void upsert(Registration registration) {
    String id = registration.client().clientId();
    String known =
        jdbc
            .query(
                "select secret_hash from attune.smart_client where client_id = ?",
                (row, number) -> Optional.ofNullable(row.getString(1)),
                id)
            .stream()
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null);
    // A new hash of the same secret would look like a change and cost its time at every start.
    String secret = registration.secret();
    String hash = secret != null && known != null && secrets.matches(secret, known) ? known : null;
    jdbc.update(
        "insert into attune.smart_client (client_id, metadata, secret_hash, source, created_at,"
            + " changed_at) values (?, ?::jsonb, ?, 'file', ?, ?) on conflict (client_id) do update"
            + " set metadata = excluded.metadata, secret_hash = excluded.secret_hash,"
            + " source = 'file', enabled = true, changed_at = excluded.changed_at",
        id,
        write(registration.client()),
        hash == null ? hash(secret) : hash,
        now(),
        now());
  }

  private void announce() {
    notifications.announce(jdbc, CHANNEL, "");
  }

  private @Nullable String hash(@Nullable String secret) {
    return secret == null ? null : secrets.encode(secret);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private Entry entry(ResultSet row) throws SQLException {
    return new Entry(read(row.getString("metadata")), row.getString("secret_hash"));
  }

  /** Reads the metadata of a row. */
  public SmartClient read(String metadata) {
    try {
      return json.readValue(metadata, SmartClient.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("The metadata of a client cannot be read", broken);
    }
  }

  private String write(SmartClient client) {
    try {
      return json.writeValueAsString(client);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("The metadata of a client cannot be written", broken);
    }
  }
}
