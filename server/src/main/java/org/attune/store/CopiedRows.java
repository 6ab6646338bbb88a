package org.attune.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Sends rows to PostgreSQL as lines of CSV, some kilobytes at a time. */
final class CopiedRows implements CodeReleases.Rows {

  private static final int CHUNK = 65_536;

  private final CopyIn copy;
  private final StringBuilder pending = new StringBuilder();

  CopiedRows(CopyIn copy) {
    this.copy = copy;
  }

  @Override
  public void add(int line, String code, String display, String properties) throws SQLException {
    line(String.valueOf(line), code, display, properties);
  }

  /** Adds a line of values; an absent one becomes null. */
  void line(@Nullable String... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      pending.append(i == 0 ? "" : ",");
      if (value != null) {
        pending.append('"').append(value.replace("\"", "\"\"")).append('"');
      }
    }
    pending.append('\n');
    if (pending.length() > CHUNK) {
      flush();
    }
  }

  void flush() throws SQLException {
    byte[] bytes = pending.toString().getBytes(UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    pending.setLength(0);
  }
}
