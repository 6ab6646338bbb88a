package org.attune.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is measured, from its beginning to its end, and writes it as one line of JSON. */
final class Figures {

  private final Target target;
  private final ConcurrentLinkedQueue<Integer> milliseconds = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger resources = new AtomicInteger();
  private volatile ProcessorTime before = new ProcessorTime(0, 0);
  private volatile long started;

  Figures(Target target) {
    this.target = target;
  }

  void begin() {
    milliseconds.clear();
    failures.set(0);
    resources.set(0);
    before = target.processorTime();
    started = System.nanoTime();
  }

  void answered(int took, boolean failed) {
    milliseconds.add(took);
    if (failed) {
      failures.incrementAndGet();
    }
  }

  void carried(int more) {
    resources.addAndGet(more);
  }

  /** One line, to standard output and to the file that {@code bench.figures} names. */
  void write(Work work, int users) {
    double seconds = (System.nanoTime() - started) / 1e9;
    ProcessorTime used = target.processorTime().since(before);
    int[] sorted = milliseconds.stream().mapToInt(Integer::intValue).sorted().toArray();
    int requests = sorted.length;
    ObjectNode line = Target.JSON.createObjectNode();
    line.put("work", work.name()).put("users", users).put("requests", requests);
    line.put("failures", failures.get());
    line.put("seconds", rounded(seconds)).put("per_second", rounded(requests / seconds));
    if (requests > 0) {
      line.put("p50_ms", sorted[requests / 2]).put("p95_ms", sorted[requests * 95 / 100]);
      line.put("server_cpu_ms", rounded((double) used.server() / requests));
      line.put("database_cpu_ms", rounded((double) used.database() / requests));
    }
    if (resources.get() > requests) {
      line.put("resources", resources.get());
      line.put("server_cpu_ms_per_resource", rounded((double) used.server() / resources.get()));
      line.put("database_cpu_ms_per_resource", rounded((double) used.database() / resources.get()));
    }
    System.out.println(line);
    String file = System.getProperty("bench.figures", "");
    try {
      if (!file.isEmpty()) {
        Files.writeString(
            Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
