package org.attune.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/** The installed {@code bin/attune}, as failsafe names it. */
final class Launcher {

  /** Tests start many short-lived servers: the quick compiler costs them least. */
  private static final String JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -Xmx1g";

  private Launcher() {}

  /**
   * What a command left behind.
   *
   * @param exitCode 0 for success
   * @param output standard output and error together
   */
  record Finished(int exitCode, String output) {

    /** The lines that hold a text. */
    List<String> lines(String text) {
      return output.lines().filter(line -> line.contains(text)).toList();
    }
  }

  /** The launcher as the last words of another command, which must end by executing it. */
  static List<String> command(List<String> prefix) {
    List<String> line = new ArrayList<>(prefix);
    line.add(path());
    return line;
  }

  /** The jar by itself, without the launcher and its flags. */
  static List<String> jar() {
    Path jar = Path.of(System.getProperty("attune.jar", "target/attune-server.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("There is no jar at " + jar + "; run mvn package");
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(JAVA_OPTIONS.split(" ", -1)));
    line.addAll(List.of("-jar", jar.toString()));
    return line;
  }

  /** Starts a command; its output goes to a file. */
  static Process start(List<String> command, List<String> arguments, Path log) {
    List<String> line = new ArrayList<>(command);
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("ATTUNE_JAVA_OPTS", JAVA_OPTIONS);
    try {
      return builder
          .redirectInput(new File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs a command to its end. */
  static Finished run(String... arguments) {
    Path log = newLog();
    Process process = start(command(List.of()), List.of(arguments), log);
    try {
      Patience.await("the command ends", process, log, () -> !process.isAlive());
      return new Finished(process.exitValue(), read(log));
    } finally {
      process.destroyForcibly();
    }
  }

  /** An empty directory; what an earlier run left in it is removed. */
  static Path emptyDirectory(String name) {
    Path directory = scratch().resolve(name);
    try {
      FileSystemUtils.deleteRecursively(directory);
      return Files.createDirectories(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Path newLog() {
    try {
      Path logs = Files.createDirectories(scratch().resolve("logs"));
      return logs.resolve(UUID.randomUUID() + ".log");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String read(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path scratch() {
    return Path.of("target", "process").toAbsolutePath();
  }

  private static String path() {
    String path = System.getProperty("attune.launcher", "target/attune/bin/attune");
    if (!Files.isExecutable(Path.of(path))) {
      throw new IllegalStateException("There is no launcher at " + path + "; run mvn package");
    }
    return path;
  }
}
