package org.attune.audit.seal;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.attune.audit.row.AuditRow;
import org.jspecify.annotations.Nullable;

/**
 * A link of the chain as it lies in {@code attune.audit_block}.
 *
 * @param number position, from 1 without gaps
 * @param epoch of the transaction numbers
 * @param firstTxn first transaction covered
 * @param endTxn first transaction not covered
 * @param rowCount rows covered
 * @param latestMicros when the latest of them was recorded
 * @param entriesSha256 hash of the encoded entries
 * @param previous hash of the link before
 * @param sealedMicros when it was made
 * @param keyId who signed
 */
record Block(
    long number,
    int epoch,
    long firstTxn,
    long endTxn,
    int rowCount,
    long latestMicros,
    String entriesSha256,
    String previous,
    long sealedMicros,
    String keyId) {

  static final String NO_PREVIOUS = "0".repeat(64);

  static final String COLUMNS =
      "number, epoch, first_txn, end_txn, row_count, latest, entries_sha256, previous, sealed_at,"
          + " key_id, sha256, signature, entries";

  static Block of(ResultSet row) throws SQLException {
    return new Block(
        row.getLong("number"),
        row.getInt("epoch"),
        row.getLong("first_txn"),
        row.getLong("end_txn"),
        row.getInt("row_count"),
        micros(row, "latest"),
        hex(row.getBytes("entries_sha256")),
        hex(row.getBytes("previous")),
        micros(row, "sealed_at"),
        row.getString("key_id"));
  }

  private static long micros(ResultSet row, String column) throws SQLException {
    Instant instant = row.getObject(column, OffsetDateTime.class).toInstant();
    return AuditRow.micros(instant);
  }

  static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "" : HexFormat.of().formatHex(bytes);
  }

  /** What is signed. Its SHA-256 is the link that the next block holds on to. */
  byte[] signed() {
    return String.join(
            "|",
            "attune-audit-block-1",
            Long.toString(number),
            Integer.toString(epoch),
            Long.toString(firstTxn),
            Long.toString(endTxn),
            Integer.toString(rowCount),
            Long.toString(latestMicros),
            entriesSha256,
            previous,
            Long.toString(sealedMicros),
            keyId)
        .getBytes(StandardCharsets.UTF_8);
  }

  String sha256() {
    return hex(SigningKey.sha256(signed()));
  }
}
