package org.attune.exchange.bulk.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.attune.exchange.bulk.ExportFile;

/**
 * Writes lines into files of one resource type each, in pieces of about a megabyte, so that the
 * size of an export does not matter to the server's memory.
 */
final class NdjsonFiles {

  private static final int PIECE = 1 << 20;

  private final ExportJob job;
  private final ExportJobs jobs;
  private final ExportFiles files;
  private final int resourcesPerFile;
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE + (PIECE >> 2));

  private String type = "";
  private boolean error;
  private int number;
  private long resources;
  private long bytes;
  private long packedBytes;
  private int chunks;
  private long total;

  NdjsonFiles(ExportJob job, ExportJobs jobs, ExportFiles files, int resourcesPerFile) {
    this.job = job;
    this.jobs = jobs;
    this.files = files;
    this.resourcesPerFile = resourcesPerFile;
  }

  /** The lines that follow are of this type. */
  void begin(String typeOfLines, boolean errors) {
    end();
    type = typeOfLines;
    error = errors;
  }

  /**
   * Adds a line.
   *
   * @throws AttemptEnded if this thread is told to stop
   */
  void add(String json) {
    if (Thread.currentThread().isInterrupted()) {
      throw new AttemptEnded();
    }
    if (resources == resourcesPerFile) {
      end();
    }
    if (resources == 0) {
      number++;
    }
    piece.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    piece.write('\n');
    resources++;
    total++;
    if (piece.size() >= PIECE) {
      flush();
    }
  }

  /** Ends the file that was begun; without a line there is none. */
  void end() {
    if (resources == 0) {
      return;
    }
    flush();
    jobs.within(
        job,
        progress(),
        () ->
            files.add(
                new ExportFile(
                    job.id(),
                    job.attempt(),
                    number,
                    error,
                    type,
                    resources,
                    bytes,
                    packedBytes,
                    chunks)));
    resources = 0;
    bytes = 0;
    packedBytes = 0;
    chunks = 0;
  }

  private void flush() {
    if (piece.size() == 0) {
      return;
    }
    byte[] packed = pack();
    int chunk = chunks;
    jobs.within(job, progress(), () -> files.addChunk(job, number, chunk, packed));
    bytes += piece.size();
    packedBytes += packed.length;
    chunks++;
    piece.reset();
  }

  private byte[] pack() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(piece.size() / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      piece.writeTo(gzip);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  private String progress() {
    return total + " resources, at " + type;
  }
}
