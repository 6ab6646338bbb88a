package org.attune.backup.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.backup.internal.Manifest.ResourceTypeDigest;

/**
 * Counts and hashes the record type by type, from what HAPI stores: {@code HFJ_RESOURCE} has a row
 * for each resource and {@code HFJ_RES_VER} one for each version, its content in a text column or,
 * in databases of older versions, in a large object.
 */
public final class ResourceDigests {
  private static final int FETCH_SIZE = 5000;

  private static final String COUNTS =
      "select res_type, count(*) filter (where res_deleted_at is null)"
          + " from public.hfj_resource group by res_type";

  private static final String VERSIONS =
      "select r.res_type, coalesce(r.fhir_id, r.res_id::text), v.res_ver,"
          + " v.res_deleted_at is not null, encode(sha256(case"
          + " when v.res_text_vc is not null then convert_to(v.res_text_vc, 'UTF8')"
          + " when exists (select 1 from pg_largeobject_metadata m where m.oid = v.res_text)"
          + " then lo_get(v.res_text) else ''::bytea end), 'hex')"
          + " from public.hfj_resource r join public.hfj_res_ver v on v.res_id = r.res_id"
          + " order by r.res_type collate \"C\","
          + " coalesce(r.fhir_id, r.res_id::text) collate \"C\", v.res_ver, r.res_id";

  private ResourceDigests() {}

  /** One digest for each resource type that has a row, ordered by type. */
  public static List<ResourceTypeDigest> read(Connection connection) throws SQLException {
    Map<String, Tally> tallies = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet rows = statement.executeQuery(COUNTS)) {
        while (rows.next()) {
          tallies.put(rows.getString(1), new Tally(rows.getLong(2)));
        }
      }
      try (ResultSet rows = statement.executeQuery(VERSIONS)) {
        while (rows.next()) {
          tallies.computeIfAbsent(rows.getString(1), type -> new Tally(0)).add(rows);
        }
      }
    }
    List<ResourceTypeDigest> digests = new ArrayList<>();
    tallies.forEach((type, tally) -> digests.add(tally.digest(type)));
    return digests;
  }

  private static final class Tally {
    private final long current;
    private final MessageDigest hash = Hashes.sha256();
    private long versions;

    Tally(long current) {
      this.current = current;
    }

    void add(ResultSet row) throws SQLException {
      versions++;
      for (int column = 1; column <= 5; column++) {
        hash.update(row.getString(column).getBytes(StandardCharsets.UTF_8));
        // PostgreSQL's text never holds NUL, so it separates without doubt.
        hash.update((byte) 0);
      }
    }

    ResourceTypeDigest digest(String type) {
      return new ResourceTypeDigest(type, current, versions, Hashes.hex(hash));
    }
  }
}
