package org.attune.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Grants whose resource was taken out of the tables past all rules, as commands do. */
public final class OrphanedGrants {

  private static final String REMOVE =
      """
      delete from attune.access_grant g
      where g.source not like 'break-glass/%' and not exists (
        select 1 from hfj_resource r
        where r.res_type = split_part(g.source, '/', 1)
        and r.fhir_id = split_part(g.source, '/', 2) and r.res_deleted_at is null)
      """;

  private OrphanedGrants() {}

  /** Removes them in the connection's transaction, and tells running servers once it commits. */
  public static void remove(Connection connection) throws SQLException {
    try (PreparedStatement remove = connection.prepareStatement(REMOVE);
        PreparedStatement tell =
            connection.prepareStatement("select pg_notify('attune_access', '')")) {
      remove.executeUpdate();
      tell.execute();
    }
  }
}
