package org.attune.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of the PostgreSQL of one data directory. */
final class PostgresProcesses {

  private PostgresProcesses() {}

  /** The postmaster, if it runs. A number that now belongs to a stranger does not count. */
  static Optional<ProcessHandle> postmaster(Path dataDirectory) {
    Path data = dataDirectory.resolve("postgres").resolve("data");
    try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d+"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
          .filter(handle -> handle.info().commandLine().orElse("").contains("postgres"));
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The postmaster and everything that it has started. */
  static List<ProcessHandle> all(Path dataDirectory) {
    return postmaster(dataDirectory).stream()
        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
        .toList();
  }
}
