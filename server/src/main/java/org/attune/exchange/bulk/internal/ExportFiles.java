package org.attune.exchange.bulk.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.attune.exchange.bulk.ExportFile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The files in their tables, where every server on the database finds them. */
@Component
class ExportFiles {

  private final JdbcTemplate jdbc;

  ExportFiles(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void addChunk(ExportJob job, int file, int number, byte[] content) {
    jdbc.update(
        "insert into attune.export_chunk (job_id, attempt, file, number, content)"
            + " values (?, ?, ?, ?, ?)",
        job.id(),
        job.attempt(),
        file,
        number,
        content);
  }

  void add(ExportFile file) {
    jdbc.update(
        "insert into attune.export_file (job_id, attempt, number, error, type, resources, bytes,"
            + " packed_bytes, chunks) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        file.job(),
        file.attempt(),
        file.number(),
        file.error(),
        file.type(),
        file.resources(),
        file.bytes(),
        file.packedBytes(),
        file.chunks());
  }

  List<ExportFile> of(UUID job, int attempt) {
    return jdbc.query(
        "select number, error, type, resources, bytes, packed_bytes, chunks"
            + " from attune.export_file where job_id = ? and attempt = ? order by number",
        (row, index) ->
            new ExportFile(
                job,
                attempt,
                row.getInt("number"),
                row.getBoolean("error"),
                row.getString("type"),
                row.getLong("resources"),
                row.getLong("bytes"),
                row.getLong("packed_bytes"),
                row.getInt("chunks")),
        job,
        attempt);
  }

  void removeAll(UUID job) {
    jdbc.update("delete from attune.export_chunk where job_id = ?", job);
    jdbc.update("delete from attune.export_file where job_id = ?", job);
  }

  /** Reads piece by piece: no transaction stays open and one piece is in memory. */
  void write(ExportFile file, boolean packed, OutputStream out) throws IOException {
    for (int number = 0; number < file.chunks(); number++) {
      byte[] content = chunk(file, number);
      if (packed) {
        out.write(content);
      } else {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(content))) {
          plain.transferTo(out);
        }
      }
    }
  }

  private byte[] chunk(ExportFile file, int number) throws IOException {
    return jdbc
        .query(
            "select content from attune.export_chunk"
                + " where job_id = ? and attempt = ? and file = ? and number = ?",
            (row, index) -> row.getBytes(1),
            file.job(),
            file.attempt(),
            file.number(),
            number)
        .stream()
        .findFirst()
        .orElseThrow(() -> new IOException("The export was removed while it was read"));
  }
}
