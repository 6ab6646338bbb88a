package org.attune.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor time that a server and its PostgreSQL have used, read from {@code /proc} (Linux).
 *
 * @param server milliseconds of the process tree without PostgreSQL
 * @param database milliseconds of PostgreSQL, its ended sessions included
 */
record ProcessorTime(long server, long database) {

  /** What {@code USER_HZ} is on every Linux that Java runs on. */
  private static final long MILLISECONDS_PER_TICK = 10;

  /** Of a process and all below it, and of a PostgreSQL elsewhere if one is named. */
  static ProcessorTime of(long process, Optional<Long> postgres) {
    long server = 0;
    long database = 0;
    Stream<ProcessHandle> handles =
        Stream.concat(Stream.of(process), postgres.stream())
            .flatMap(id -> ProcessHandle.of(id).stream())
            .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
            .distinct();
    for (ProcessHandle handle : handles.toList()) {
      Sample sample = Sample.of(handle.pid());
      if (sample.name.startsWith("postgres")) {
        database += sample.milliseconds;
      } else {
        server += sample.milliseconds;
      }
    }
    return new ProcessorTime(server, database);
  }

  ProcessorTime since(ProcessorTime before) {
    return new ProcessorTime(server - before.server, database - before.database);
  }

  /** One process, with its children that have ended. */
  private record Sample(String name, long milliseconds) {

    static Sample of(long process) {
      try {
        String line = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
        int end = line.lastIndexOf(')');
        List<String> fields = List.of(line.substring(end + 2).split(" "));
        // proc(5): utime, stime, cutime and cstime are the fields 14 to 17, the name is the second.
        long ticks = 0;
        for (String field : fields.subList(11, 15)) {
          ticks += Long.parseLong(field);
        }
        String name = line.substring(line.indexOf('(') + 1, end);
        return new Sample(name, ticks * MILLISECONDS_PER_TICK);
      } catch (IOException gone) {
        return new Sample("", 0);
      }
    }
  }
}
