package org.attune.access.grants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.access.rules.Grant;
import org.attune.database.Notifications;
import org.attune.database.SideTables;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code attune.access_grant}. */
@Component
class GrantTable {

  /** Where changes are announced, by the actors whom they concern. */
  static final String CHANNEL = "attune_access";

  /** PostgreSQL carries less than 8,000 bytes in an announcement. */
  private static final int LONGEST = 7_000;

  private static final String COLUMNS = "actor, relation, object, valid_from, valid_until";

  private final JdbcTemplate jdbc;
  private final Notifications notifications;

  GrantTable(JdbcTemplate jdbc, SideTables tables, Notifications notifications) {
    this.jdbc = jdbc;
    this.notifications = notifications;
  }

  boolean isEmpty() {
    return jdbc.queryForList("select 1 from attune.access_grant limit 1").isEmpty();
  }

  /** The grants of some actors that hold at a moment or will later. */
  List<Grant> of(Set<String> actors, Instant now) {
    return jdbc.query(
        "select "
            + COLUMNS
            + " from attune.access_grant where actor = any(?)"
            + " and (valid_until is null or valid_until > ?)",
        statement -> {
          statement.setArray(1, statement.getConnection().createArrayOf("text", actors.toArray()));
          statement.setTimestamp(2, Timestamp.from(now));
        },
        (row, number) -> grant(row));
  }

  /** The grants that a resource stands for. */
  Set<Grant> of(String source) {
    return new HashSet<>(
        jdbc.query(
            "select " + COLUMNS + " from attune.access_grant where source = ?",
            (row, number) -> grant(row),
            source));
  }

  /** All grants by what they come from. */
  Map<String, Set<Grant>> all() {
    Map<String, Set<Grant>> all = new HashMap<>();
    jdbc.query(
        "select source, " + COLUMNS + " from attune.access_grant",
        row -> {
          all.computeIfAbsent(row.getString("source"), key -> new HashSet<>()).add(grant(row));
        });
    return all;
  }

  /** Writes the grants of a source anew, in the current transaction. */
  void replace(String source, Collection<Grant> grants) {
    jdbc.update("delete from attune.access_grant where source = ?", source);
    add(source, grants);
  }

  /** Adds grants to a source, in the current transaction. */
  void add(String source, Collection<Grant> grants) {
    jdbc.batchUpdate(
        "insert into attune.access_grant (source, " + COLUMNS + ") values (?, ?, ?, ?, ?, ?)",
        grants.stream()
            .map(
                grant ->
                    new @Nullable Object[] {
                      source,
                      grant.actor(),
                      grant.relation().name(),
                      grant.object(),
                      timestamp(grant.from()),
                      timestamp(grant.until())
                    })
            .toList());
  }

  /** Tells every node, this one first, once the current transaction has committed. */
  void announce(Set<String> actors) {
    String payload = actors.stream().sorted().collect(Collectors.joining(","));
    notifications.announce(jdbc, CHANNEL, payload.length() > LONGEST ? "" : payload);
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        row.getString("actor"),
        Grant.Relation.valueOf(row.getString("relation")),
        row.getString("object"),
        instant(row.getTimestamp("valid_from")),
        instant(row.getTimestamp("valid_until")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
