package org.attune.terminology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of codes below {@code codes/}: UTF-8, comma separated, first row names the columns,
 * fields with commas in double quotes, no line breaks within a field.
 *
 * @param columns names of the columns, in order
 * @param rows a value for every column; empty where the table says nothing
 */
record CodeTable(List<String> columns, List<Map<String, String>> rows) {

  /** Reads {@code codes/NAME.csv} from the class path. */
  static CodeTable read(String name) {
    String path = "/codes/" + name + ".csv";
    try (InputStream stream = CodeTable.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException("No code table " + path);
      }
      return parse(path, new String(stream.readAllBytes(), UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The rows of a table that a selection names.
   *
   * @param selection name of a table, optionally followed by {@code ?column=value}, or by {@code
   *     ?column=*} for the rows that say anything there
   */
  static List<Map<String, String>> select(String selection) {
    int query = selection.indexOf('?');
    if (query < 0) {
      return read(selection).rows();
    }
    int equals = selection.indexOf('=', query);
    String column = selection.substring(query + 1, equals);
    String value = selection.substring(equals + 1);
    CodeTable table = read(selection.substring(0, query));
    if (!table.columns().contains(column)) {
      throw new IllegalArgumentException("No column " + column + " for " + selection);
    }
    return table.rows().stream()
        .filter(
            row -> "*".equals(value) ? !"".equals(row.get(column)) : value.equals(row.get(column)))
        .toList();
  }

  private static CodeTable parse(String path, String text) {
    List<String> lines = text.lines().toList();
    List<String> columns = fields(lines.get(0));
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> fields = fields(lines.get(i));
      if (fields.size() != columns.size()) {
        throw new IllegalArgumentException(
            path + " line " + (i + 1) + " has " + fields.size() + " fields");
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int column = 0; column < columns.size(); column++) {
        row.put(columns.get(column), fields.get(column));
      }
      rows.add(row);
    }
    return new CodeTable(columns, rows);
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
