package org.attune.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What can be asked of the record without a caller and without a server: whether a resource is
 * there, and what it refers to. It answers from the store's indexes and shows no content.
 */
public final class RecordIndex {

  private static final String EXISTS =
      "select 1 from hfj_resource where res_type = ? and fhir_id = ? and res_deleted_at is null";

  private static final String TARGET =
      """
      select t.fhir_id from hfj_resource r
      join hfj_res_link l on l.src_resource_id = r.res_id and l.src_path = ?
      join hfj_resource t on t.res_id = l.target_resource_id and t.res_deleted_at is null
      where r.res_type = ? and r.fhir_id = ? and r.res_deleted_at is null
      """;

  private RecordIndex() {}

  /** Whether a current resource of that type and logical id exists. */
  public static boolean exists(Connection connection, String type, String id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(EXISTS)) {
      query.setString(1, type);
      query.setString(2, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * The logical id of what an element refers to.
   *
   * @param element path of an indexed reference that occurs once, such as {@code
   *     RelatedPerson.patient}; its first part is the type
   * @param id logical id of the resource that holds the element
   */
  public static Optional<String> target(Connection connection, String element, String id)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TARGET)) {
      query.setString(1, element);
      query.setString(2, element.substring(0, element.indexOf('.')));
      query.setString(3, id);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
