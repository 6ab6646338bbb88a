package org.attune.database.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A finished run of an outside program.
 *
 * @param exitCode 0 for success
 * @param output standard output and error together, without surrounding white space
 */
record Command(int exitCode, String output) {

  /** Runs a program to its end. All programs used here end by themselves. */
  static Command run(List<String> line) throws IOException {
    Process process =
        prepare(line).redirectErrorStream(true).redirectInput(new File("/dev/null")).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Command(process.waitFor(), output.strip());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for " + line.get(0));
    }
  }

  /** A builder whose environment cannot change what PostgreSQL does. */
  static ProcessBuilder prepare(List<String> line) {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("PG") || name.equals("LC_ALL"));
    return builder;
  }

  boolean succeeded() {
    return exitCode == 0;
  }
}
