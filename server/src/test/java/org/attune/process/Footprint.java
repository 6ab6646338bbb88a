package org.attune.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * What a tree of processes has used, read from {@code /proc}.
 *
 * @param cpuSeconds user and system time, of ended children too
 * @param residentBytes sum of the resident sets; pages that processes share count for each
 */
record Footprint(double cpuSeconds, long residentBytes) {

  /** The kernel reports in these units on every platform that has {@code /proc}. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int FIRST_TIME_FIELD = 11;
  private static final int TIME_FIELDS = 4;
  private static final Footprint NOTHING = new Footprint(0, 0);

  static Footprint of(Collection<ProcessHandle> processes) {
    return processes.stream()
        .map(process -> of(process.pid()))
        .reduce(
            NOTHING,
            (left, right) ->
                new Footprint(
                    left.cpuSeconds + right.cpuSeconds, left.residentBytes + right.residentBytes));
  }

  private static Footprint of(long pid) {
    Path directory = Path.of("/proc", Long.toString(pid));
    try {
      return new Footprint(
          cpuSeconds(Files.readString(directory.resolve("stat"))),
          residentBytes(Files.readString(directory.resolve("status"))));
    } catch (IOException ended) {
      return NOTHING;
    }
  }

  /** proc(5): after the name in brackets, fields 14 to 17 are user, system and children's time. */
  static double cpuSeconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks = 0;
    for (int field = 0; field < TIME_FIELDS; field++) {
      ticks += Long.parseLong(fields[FIRST_TIME_FIELD + field]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  static long residentBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }
}
