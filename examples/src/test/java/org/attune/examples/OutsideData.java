package org.attune.examples;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Large data that is not part of the repository, from the directory {@code attune.testdata}. */
final class OutsideData {

  private static final Logger LOG = LoggerFactory.getLogger(OutsideData.class);

  private OutsideData() {}

  /** An archive's path below the directory; empty, and said so in the log, where it is absent. */
  static Optional<Path> archive(String name) {
    String directory = System.getProperty("attune.testdata", "");
    Path archive = Path.of(directory, name);
    if (directory.isBlank() || !Files.isRegularFile(archive)) {
      LOG.warn("Left out: {}, as -Dattune.testdata names no directory that has it", name);
      return Optional.empty();
    }
    return Optional.of(archive);
  }

  /**
   * The files of a directory below it whose names end so; none, and said so, where it is absent.
   */
  static List<Path> files(String name, String ending) throws IOException {
    String outside = System.getProperty("attune.testdata", "");
    Path directory = Path.of(outside, name);
    if (outside.isBlank() || !Files.isDirectory(directory)) {
      LOG.warn("Left out: {}, as -Dattune.testdata names no directory that has it", name);
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
      if (found.isEmpty()) {
        throw new IOException("No file in " + directory + " ends in " + ending);
      }
      return found;
    }
  }

  /** The JSON files of a gzipped tar archive by their path in it. */
  static Map<String, String> json(Path archive) {
    Map<String, String> files = new TreeMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().endsWith(".json")) {
          files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
