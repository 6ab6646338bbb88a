package org.attune.audit.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/** A row as a line of the journal: checksum, blank, JSON, line feed. */
final class RowCodec {

  private static final int CHECKSUM = 8;

  private final ObjectWriter writer;
  private final ObjectReader reader;

  RowCodec() {
    JsonMapper mapper = JsonMapper.builder().build();
    this.writer = mapper.writerFor(AuditRow.class);
    this.reader = mapper.readerFor(AuditRow.class);
  }

  byte[] encode(AuditRow row) {
    try {
      byte[] json = writer.writeValueAsBytes(row);
      byte[] line = new byte[CHECKSUM + 1 + json.length + 1];
      byte[] checksum = checksum(json, 0, json.length).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(checksum, 0, line, 0, CHECKSUM);
      line[CHECKSUM] = ' ';
      System.arraycopy(json, 0, line, CHECKSUM + 1, json.length);
      line[line.length - 1] = '\n';
      return line;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("An audit row has no JSON", impossible);
    }
  }

  /** The row of a line without its line feed; absent if the line is damaged. */
  Optional<AuditRow> decode(byte[] line) {
    int start = CHECKSUM + 1;
    if (line.length <= start
        || !new String(line, 0, CHECKSUM, StandardCharsets.US_ASCII)
            .equals(checksum(line, start, line.length - start))) {
      return Optional.empty();
    }
    try {
      AuditRow row = reader.readValue(line, start, line.length - start);
      return Optional.of(row);
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private static String checksum(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    String hex = Long.toHexString(crc.getValue());
    return "0".repeat(CHECKSUM - hex.length()) + hex;
  }
}
