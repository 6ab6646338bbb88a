package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.attune.testing.FhirClient;
import org.attune.testing.TestTokens;

/** One server run by the real launcher, on a port and a data directory of its own. */
final class ServerProcess implements AutoCloseable {

  private static final Duration STOP_PATIENCE = Duration.ofMinutes(4);
  private static final int LISTENING = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final Path dataDirectory;
  private final int port;

  private ServerProcess(Process process, Path log, Path dataDirectory, int port) {
    this.process = process;
    this.log = log;
    this.dataDirectory = dataDirectory;
    this.port = port;
  }

  /** Starts a server and returns when it is ready. */
  static ServerProcess start(Path dataDirectory, String... options) {
    return start(List.of(), dataDirectory, List.of(options));
  }

  /** The same with {@code java -jar} in place of the launcher. */
  static ServerProcess startJar(Path dataDirectory, String... options) {
    return run(Launcher.jar(), dataDirectory, List.of(options));
  }

  /** Starts a server as the last words of another command, which must end by executing it. */
  static ServerProcess start(List<String> prefix, Path dataDirectory, List<String> options) {
    return run(Launcher.command(prefix), dataDirectory, options);
  }

  private static ServerProcess run(List<String> command, Path dataDirectory, List<String> options) {
    int port = freePort();
    List<String> arguments = new ArrayList<>(options);
    arguments.add("--server.port=" + port);
    arguments.add("--attune.data-dir=" + dataDirectory);
    Path log = Launcher.newLog();
    Process process = Launcher.start(command, arguments, log);
    ServerProcess server = new ServerProcess(process, log, dataDirectory, port);
    boolean ready = false;
    try {
      server.awaitReady();
      ready = true;
      return server;
    } finally {
      if (!ready) {
        server.close();
      }
    }
  }

  private void awaitReady() {
    Patience.await(
        "the server is ready", process, log, () -> !process.isAlive() || readiness() == LISTENING);
    assertThat(process.isAlive())
        .withFailMessage(() -> "The server ended instead of getting ready:\n" + output())
        .isTrue();
  }

  /** The status of the readiness probe; 0 while nobody listens. */
  int readiness() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root() + "/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (ConnectException notYet) {
      return 0;
    } catch (IOException failure) {
      return -1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** A client that holds the operator's token. */
  FhirClient client() {
    return client(dataDirectory);
  }

  /** The same when the data directory is seen at another place than the server sees it. */
  FhirClient client(Path seenDirectory) {
    return new FhirClient(root() + "/fhir", TestTokens.operator(seenDirectory));
  }

  String root() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  ConnectionFile database() {
    return ConnectionFile.of(dataDirectory);
  }

  /** Everything that the server has printed. */
  String output() {
    return Launcher.read(log);
  }

  /** Kills the JVM alone, so that PostgreSQL is orphaned. */
  void killJvm() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Kills the JVM and every process of its PostgreSQL at once, in any order. */
  void killAll(Random random) {
    List<ProcessHandle> victims = new ArrayList<>(PostgresProcesses.all(dataDirectory));
    assertThat(victims).as("processes of PostgreSQL").isNotEmpty();
    victims.add(process.toHandle());
    Collections.shuffle(victims, random);
    victims.forEach(ProcessHandle::destroyForcibly);
    awaitEnd();
    await().atMost(STOP_PATIENCE).until(() -> victims.stream().noneMatch(ProcessHandle::isAlive));
  }

  /** Asks the server to end (SIGTERM) and answers its exit code. */
  int stop() {
    process.destroy();
    awaitEnd();
    return process.exitValue();
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("the server ends when told to")
          .isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Leaves nothing running, whatever has happened before. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    PostgresProcesses.all(dataDirectory).forEach(ProcessHandle::destroyForcibly);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
