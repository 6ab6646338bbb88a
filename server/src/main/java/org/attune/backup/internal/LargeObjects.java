package org.attune.backup.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The large objects that {@code oid} columns point to. They keep their numbers, because the rows
 * that point to them are restored as they are. In the container each is its number (8 bytes), then
 * chunks of a length (4 bytes) and that many bytes, ended by a length of zero.
 */
public final class LargeObjects {
  /** Where they lie in the container. */
  public static final String ENTRY = "largeobjects.bin";

  private static final int CHUNK = 1 << 20;

  private LargeObjects() {}

  /** Writes all of them and returns how many. */
  public static long write(Connection connection, List<Table> tables, OutputStream out)
      throws SQLException, IOException {
    DataOutputStream data = new DataOutputStream(out);
    List<Long> oids = referenced(connection, tables);
    try (PreparedStatement part = connection.prepareStatement("select lo_get(?::oid, ?, ?)")) {
      for (long oid : oids) {
        data.writeLong(oid);
        byte[] chunk;
        long offset = 0;
        do {
          chunk = chunk(part, oid, offset);
          data.writeInt(chunk.length);
          data.write(chunk);
          offset += chunk.length;
        } while (chunk.length > 0);
      }
    }
    data.flush();
    return oids.size();
  }

  /** Removes those that the tables point to now, before the tables are emptied. */
  public static void unlink(Connection connection, List<Table> tables) throws SQLException {
    List<Long> oids = referenced(connection, tables);
    try (PreparedStatement drop = connection.prepareStatement("select lo_unlink(?::oid)")) {
      for (long oid : oids) {
        drop.setLong(1, oid);
        drop.execute();
      }
    }
  }

  /** Creates as many as the manifest counts. */
  public static void read(Connection connection, long count, InputStream in)
      throws SQLException, IOException {
    DataInputStream data = new DataInputStream(in);
    try (PreparedStatement create = connection.prepareStatement("select lo_create(?::oid)");
        PreparedStatement put = connection.prepareStatement("select lo_put(?::oid, ?, ?)")) {
      for (long i = 0; i < count; i++) {
        long oid = data.readLong();
        create.setLong(1, oid);
        create.execute();
        long offset = 0;
        for (int length = data.readInt(); length > 0; length = data.readInt()) {
          put.setLong(1, oid);
          put.setLong(2, offset);
          put.setBytes(3, data.readNBytes(length));
          put.execute();
          offset += length;
        }
      }
    }
  }

  private static byte[] chunk(PreparedStatement part, long oid, long offset) throws SQLException {
    part.setLong(1, oid);
    part.setLong(2, offset);
    part.setInt(3, CHUNK);
    try (ResultSet row = part.executeQuery()) {
      row.next();
      return row.getBytes(1);
    }
  }

  private static List<Long> referenced(Connection connection, List<Table> tables)
      throws SQLException {
    String pointers =
        tables.stream().flatMap(LargeObjects::pointers).collect(Collectors.joining(" union "));
    List<Long> oids = new ArrayList<>();
    if (pointers.isEmpty()) {
      return oids;
    }
    // A pointer to an object that is gone already stays a dangling pointer; it is not an error.
    String sql = "select m.oid from pg_largeobject_metadata m where m.oid in (" + pointers + ")";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql + " order by 1")) {
      while (rows.next()) {
        oids.add(rows.getLong(1));
      }
    }
    return oids;
  }

  private static Stream<String> pointers(Table table) {
    return table.columns().stream()
        .filter(column -> column.type().equals("oid"))
        .map(column -> "select " + Table.quoted(column.name()) + " from " + table.sql());
  }
}
