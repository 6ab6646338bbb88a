package org.attune.audit.seal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row in the chain: which row, from when, and the hash of all its columns.
 *
 * @param id of the row
 * @param micros when it was recorded, in microseconds since 1970-01-01 UTC
 * @param sha256 of every column's text, each after its length, in hexadecimal
 */
record Entry(UUID id, long micros, String sha256) {

  private static final int DIGEST = 32;
  private static final int LENGTH = 16 + Long.BYTES + DIGEST;

  /** Every column as text, so that the hash does not depend on a driver's types. */
  private static final String COLUMNS =
      "id::text, (extract(epoch from recorded) * 1000000)::bigint::text, epoch::text, txn::text,"
          + " node::text, request_id, actor_kind, actor, client, address, purposes::text,"
          + " delegations::text, interaction, resource_type, operation, action, status::text,"
          + " query, results::text, patients::text, entities::text, entity_details::text";

  private static final int COLUMN_COUNT = 22;
  private static final int TXN = 4;

  /** Rows of an epoch from one transaction to before another, in the chain's order. */
  static final String QUERY =
      "select "
          + COLUMNS
          + " from attune.audit_event where epoch = ? and txn >= ? and txn < ?"
          + " order by attune.audit_event.txn, attune.audit_event.id";

  static Entry of(ResultSet row) throws SQLException {
    ByteArrayOutputStream content = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(content)) {
      for (int column = 1; column <= COLUMN_COUNT; column++) {
        @Nullable String value = row.getString(column);
        if (value == null) {
          out.writeInt(-1);
        } else {
          byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
          out.writeInt(bytes.length);
          out.write(bytes);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Entry(
        UUID.fromString(row.getString(1)),
        Long.parseLong(row.getString(2)),
        HexFormat.of().formatHex(SigningKey.sha256(content.toByteArray())));
  }

  static long transactionOf(ResultSet row) throws SQLException {
    return Long.parseLong(row.getString(TXN));
  }

  static byte[] encode(List<Entry> entries) {
    ByteBuffer buffer = ByteBuffer.allocate(entries.size() * LENGTH);
    for (Entry entry : entries) {
      buffer.putLong(entry.id().getMostSignificantBits());
      buffer.putLong(entry.id().getLeastSignificantBits());
      buffer.putLong(entry.micros());
      buffer.put(HexFormat.of().parseHex(entry.sha256()));
    }
    return buffer.array();
  }

  static List<Entry> decode(byte[] bytes) {
    List<Entry> entries = new ArrayList<>(bytes.length / LENGTH);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte[] digest = new byte[DIGEST];
    while (buffer.remaining() >= LENGTH) {
      UUID id = new UUID(buffer.getLong(), buffer.getLong());
      long micros = buffer.getLong();
      buffer.get(digest);
      entries.add(new Entry(id, micros, HexFormat.of().formatHex(digest)));
    }
    return entries;
  }
}
