package org.attune.audit.row;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code attune.audit_event}: how a row goes in and comes out. Rows are never changed.
 */
public final class AuditTable {

  /** The columns of a row in the order that {@link #read} expects. */
  public static final String COLUMNS =
      "id, recorded, epoch, node, request_id, actor_kind, actor, client, address, purposes,"
          + " delegations, interaction, resource_type, operation, action, status, query, results,"
          + " patients, entities, entity_details";

  private static final String INSERT =
      "insert into attune.audit_event ("
          + COLUMNS
          + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " on conflict (recorded, id) do nothing";

  private AuditTable() {}

  /**
   * Stores rows in the connection's transaction; those that are there already stay as they are.
   *
   * @param epoch of the database's transaction numbers
   * @param node that keeps the rows
   */
  public static void insert(Connection connection, int epoch, UUID node, List<AuditRow> rows)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (AuditRow row : rows) {
        insert.setObject(1, row.id());
        insert.setObject(2, OffsetDateTime.ofInstant(row.recorded(), ZoneOffset.UTC));
        insert.setInt(3, epoch);
        insert.setObject(4, node);
        agent(insert, row);
        event(insert, row.event());
        entities(insert, row);
        if (rows.size() == 1) {
          insert.executeUpdate();
        } else {
          insert.addBatch();
        }
      }
      if (rows.size() > 1) {
        insert.executeBatch();
      }
    }
  }

  private static void agent(PreparedStatement insert, AuditRow row) throws SQLException {
    AuditRow.Agent agent = row.agent();
    insert.setString(5, row.event().requestId());
    insert.setString(6, agent.kind());
    insert.setString(7, agent.id());
    insert.setString(8, agent.client());
    insert.setString(9, agent.address());
    insert.setArray(10, array(insert, agent.purposes()));
    insert.setArray(11, array(insert, agent.delegations()));
  }

  private static void event(PreparedStatement insert, AuditRow.Event event) throws SQLException {
    insert.setString(12, event.interaction());
    insert.setString(13, event.resourceType());
    insert.setString(14, event.operation());
    insert.setString(15, event.action());
    insert.setInt(16, event.status());
    insert.setString(17, event.query());
    insert.setObject(18, event.results(), Types.INTEGER);
  }

  private static void entities(PreparedStatement insert, AuditRow row) throws SQLException {
    List<String> references = new ArrayList<>(row.entities().size());
    List<String> details = new ArrayList<>(row.entities().size());
    for (AuditRow.Entity entity : row.entities()) {
      references.add(entity.reference());
      String version = entity.version() == null ? "" : entity.version();
      details.add(entity.action() + version + ":" + entity.patients());
    }
    insert.setArray(19, array(insert, row.patients()));
    insert.setArray(20, array(insert, references));
    insert.setArray(21, array(insert, details));
  }

  private static Array array(PreparedStatement statement, List<String> values) throws SQLException {
    return statement.getConnection().createArrayOf("text", values.toArray());
  }

  /** The row at which a result with {@link #COLUMNS} stands. */
  public static AuditRow read(ResultSet row) throws SQLException {
    OffsetDateTime recorded = row.getObject("recorded", OffsetDateTime.class);
    AuditRow.Agent agent =
        new AuditRow.Agent(
            row.getString("actor_kind"),
            row.getString("actor"),
            row.getString("client"),
            row.getString("address"),
            list(row, "purposes"),
            list(row, "delegations"));
    AuditRow.Event event =
        new AuditRow.Event(
            row.getString("request_id"),
            row.getString("interaction"),
            row.getString("resource_type"),
            row.getString("operation"),
            row.getString("action"),
            row.getInt("status"),
            row.getString("query"),
            row.getObject("results", Integer.class));
    return new AuditRow(
        row.getObject("id", UUID.class),
        AuditRow.micros(recorded.toInstant()),
        agent,
        event,
        list(row, "patients"),
        entities(list(row, "entities"), list(row, "entity_details")));
  }

  private static List<AuditRow.Entity> entities(List<String> references, List<String> details) {
    List<AuditRow.Entity> entities = new ArrayList<>(references.size());
    for (int index = 0; index < references.size(); index++) {
      String detail = index < details.size() ? details.get(index) : "";
      int colon = detail.indexOf(':');
      // A row that somebody has changed by hand is still read, so that the verifier can name it.
      boolean whole = colon > 0;
      String version = whole ? detail.substring(1, colon) : "";
      entities.add(
          new AuditRow.Entity(
              references.get(index),
              version.isEmpty() ? null : version,
              whole ? detail.substring(0, 1) : "",
              whole ? detail.substring(colon + 1) : detail));
    }
    return entities;
  }

  private static List<String> list(ResultSet row, String column) throws SQLException {
    @Nullable Array array = row.getArray(column);
    if (array == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (Object value : (Object[]) array.getArray()) {
      values.add(String.valueOf(value));
    }
    return values;
  }
}
