package org.attune.database.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Another JVM that runs the embedded database. */
final class OtherProcess {
  private OtherProcess() {}

  static Process start(Path directory, Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            OrphanMaker.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(new File(log.toString()))
        .start();
  }

  static void awaitFile(Process process, Path file, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!Files.exists(file)) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        process.destroyForcibly();
        throw new AssertionError("The other process made no " + file.getFileName());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
