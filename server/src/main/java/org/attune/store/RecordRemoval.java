package org.attune.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Coding;

/**
 * Takes resources with a tag out of the database for good, their history and the rows of side
 * tables that refer to them included, as if they had never been stored. It is meant for content
 * that never was part of anyone's record, and works on the tables, so that it needs no server; a
 * running one may share the database. No rule sees it: docs/adr/0014.
 */
public final class RecordRemoval {

  /** Most resources that stand in the way are named up to this many. */
  private static final int NAMED = 100;

  /**
   * Rows that hang on a resource, by table and column; later ones may be referred to by earlier.
   */
  private static final List<String> ROWS =
      List.of(
          "hfj_history_tag.res_id",
          "hfj_res_ver_prov.res_pid",
          "hfj_idx_cmp_string_uniq.res_id",
          "hfj_idx_cmb_tok_nu.res_id",
          "hfj_res_link.src_resource_id",
          "hfj_res_param_present.res_id",
          "hfj_res_search_url.res_id",
          "hfj_res_tag.res_id",
          "hfj_res_ver.res_id",
          "hfj_spidx_coords.res_id",
          "hfj_spidx_date.res_id",
          "hfj_spidx_number.res_id",
          "hfj_spidx_quantity.res_id",
          "hfj_spidx_quantity_nrml.res_id",
          "hfj_spidx_string.res_id",
          "hfj_spidx_token.res_id",
          "hfj_spidx_uri.res_id",
          "hfj_resource.res_id");

  /** A deleted resource has no tags any more, but its versions have. */
  private static final String FIND =
      """
      create temporary table attune_removed on commit drop as
      select r.res_id, r.res_type, r.res_deleted_at is not null as gone
      from hfj_resource r
      where exists (
        select 1 from hfj_res_tag t join hfj_tag_def d on d.tag_id = t.tag_id
        where t.res_id = r.res_id and d.tag_type = 0 and d.tag_system = ? and d.tag_code = ?)
      or r.res_deleted_at is not null and exists (
        select 1 from hfj_history_tag t join hfj_tag_def d on d.tag_id = t.tag_id
        where t.res_id = r.res_id and d.tag_type = 0 and d.tag_system = ? and d.tag_code = ?)
      """;

  private static final String BLOCKERS =
      """
      select distinct r.res_type || '/' || r.fhir_id as name
      from hfj_res_link l join hfj_resource r on r.res_id = l.src_resource_id
      where l.target_resource_id in (select res_id from attune_removed)
      and r.res_id not in (select res_id from attune_removed)
      and r.res_deleted_at is null
      order by 1
      """;

  /** Side tables say by a foreign key that their rows belong to a resource. */
  private static final String SIDE_ROWS =
      """
      select c.conrelid::regclass::text || '.' || quote_ident(a.attname)
      from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'hfj_resource'::regclass
      and cardinality(c.conkey) = 1 and n.nspname = 'attune'
      order by 1
      """;

  private RecordRemoval() {}

  /**
   * What came of a removal.
   *
   * @param removed how many current resources of each type went
   * @param blockers resources without the tag that refer to one with it, as type and id, at most
   *     {@value #NAMED}; if there are any, nothing was removed
   */
  public record Result(Map<String, Integer> removed, List<String> blockers) {

    /** How many resources went. */
    public int total() {
      return removed.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Removes all resources that carry a tag, within the connection's transaction, which the caller
   * commits if nothing stood in the way. Writers wait until it ends, so that no new reference comes
   * in between.
   *
   * @param connection with autocommit off
   */
  public static Result remove(Connection connection, Coding tag) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table hfj_res_link in share row exclusive mode");
    }
    find(connection, tag);
    List<String> blockers = names(connection, BLOCKERS + " limit " + NAMED);
    if (!blockers.isEmpty()) {
      return new Result(Map.of(), blockers);
    }
    Map<String, Integer> removed = count(connection);
    List<String> rows = new ArrayList<>(names(connection, SIDE_ROWS));
    rows.addAll(ROWS);
    try (Statement statement = connection.createStatement()) {
      statement.execute("create unique index on attune_removed (res_id)");
      statement.execute("analyze attune_removed");
      for (String row : rows) {
        int dot = row.lastIndexOf('.');
        statement.executeUpdate(
            "delete from "
                + row.substring(0, dot)
                + " where "
                + row.substring(dot + 1)
                + " in (select res_id from attune_removed)");
      }
    }
    return new Result(removed, List.of());
  }

  private static void find(Connection connection, Coding tag) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      for (int index = 0; index < 2; index++) {
        find.setString(2 * index + 1, tag.getSystem());
        find.setString(2 * index + 2, tag.getCode());
      }
      find.executeUpdate();
    }
  }

  private static List<String> names(Connection connection, String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static Map<String, Integer> count(Connection connection) throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select res_type, count(*) from attune_removed where not gone group by res_type")) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getInt(2));
      }
    }
    return counts;
  }
}
