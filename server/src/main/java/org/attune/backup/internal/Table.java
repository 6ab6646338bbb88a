package org.attune.backup.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as the catalogue describes it.
 *
 * @param schema schema name as stored, unquoted
 * @param name table name as stored, unquoted
 * @param columns stored columns in the table's order; generated ones are left out
 */
public record Table(String schema, String name, List<Column> columns) {

  /**
   * One column.
   *
   * @param name column name as stored, unquoted
   * @param type PostgreSQL's own spelling of the type
   */
  public record Column(String name, String type) {}

  /** Schema and name for people. */
  @JsonIgnore
  public String title() {
    return schema + "." + name;
  }

  /** Schema and name for SQL. */
  @JsonIgnore
  public String sql() {
    return qualified(schema, name);
  }

  /** Where the rows lie in the container. */
  @JsonIgnore
  public String entry() {
    return "tables/" + schema + "/" + name + ".copy";
  }

  @JsonIgnore
  String columnList() {
    return columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
  }

  static String qualified(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
