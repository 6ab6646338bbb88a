package org.attune.store.snapshot;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.attune.store.RecordSnapshot.Selection;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Streams stored versions straight from HAPI's tables. A resource that was changed after the
 * snapshot's time, but before the snapshot was taken, is read in the version it had at that time.
 */
final class ResourceRows {

  private static final int FETCH = 200;

  /** The default partition only: what lies in others is apart for a reason. */
  private static final String SELECT =
      """
      select r.res_type, r.fhir_id, v.res_ver, v.res_updated, v.source_uri, v.request_id,
        case when not r.has_tags then null
        when v.res_ver = r.res_ver then (
          select json_agg(json_build_array(d.tag_type, d.tag_system, d.tag_code, d.tag_display,
            d.tag_version, d.tag_user_selected) order by d.tag_system, d.tag_code)
          from hfj_res_tag t join hfj_tag_def d on d.tag_id = t.tag_id
          where t.res_id = r.res_id)
        else (
          select json_agg(json_build_array(d.tag_type, d.tag_system, d.tag_code, d.tag_display,
            d.tag_version, d.tag_user_selected) order by d.tag_system, d.tag_code)
          from hfj_history_tag t join hfj_tag_def d on d.tag_id = t.tag_id
          where t.res_ver_pid = v.pid) end,
        case when v.res_encoding = 'JSON' then v.res_text_vc end
      from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id
      and v.res_ver = case when r.res_updated <= ? then r.res_ver else (
        select max(o.res_ver) from hfj_res_ver o
        where o.res_id = r.res_id and o.res_updated <= ?) end
      where r.res_type = ? and r.partition_id is null and v.res_deleted_at is null
      and v.res_encoding <> 'DEL'
      """;

  private final JdbcTemplate jdbc;

  ResourceRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Types of which the default partition holds a resource. */
  List<String> types() {
    return jdbc.queryForList(
        "select distinct res_type from hfj_resource where partition_id is null order by 1",
        String.class);
  }

  /**
   * Hands the rows over one by one.
   *
   * @param time of the snapshot
   * @param tables names of tables that must all hold the resource's internal id
   */
  void each(Selection selection, Instant time, List<String> tables, Consumer<StoredRow> reader) {
    StringBuilder sql = new StringBuilder(SELECT);
    List<Object> values =
        new ArrayList<>(List.of(Timestamp.from(time), Timestamp.from(time), selection.type()));
    if (selection.since() != null) {
      sql.append(" and v.res_updated > ?");
      values.add(Timestamp.from(selection.since()));
    }
    for (String table : tables) {
      sql.append(" and r.res_id in (select res_id from ").append(table).append(')');
    }
    jdbc.query(
        connection -> {
          PreparedStatement statement = connection.prepareStatement(sql.toString());
          statement.setFetchSize(FETCH);
          for (int index = 0; index < values.size(); index++) {
            statement.setObject(index + 1, values.get(index));
          }
          return statement;
        },
        row -> {
          reader.accept(read(row));
        });
  }

  private static StoredRow read(ResultSet row) throws SQLException {
    return new StoredRow(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getTimestamp(4).toInstant(),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8));
  }
}
