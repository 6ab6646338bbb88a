package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attune.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The example app launched in a real browser, from the chart and by itself, against the installed
 * server with the sample practice: what the page shows is compared with the record. The browser is
 * named by {@code -Dattune.browser=/usr/bin/chromium}, and needs Node.js beside it; without it the
 * test says that it was left out.
 */
class SmartAppBrowserIT {

  private static final Logger LOG = LoggerFactory.getLogger(SmartAppBrowserIT.class);
  private static final Path APP = Path.of("..", "examples", "smart-app").toAbsolutePath();
  private static final String REGISTERED_PORT = "8081";
  private static final String PASSWORD = "a-password-for-the-browser";

  @Test
  void bothLaunchesShowWhatTheRecordHolds() throws IOException, InterruptedException {
    String browser = System.getProperty("attune.browser", "");
    if (browser.isEmpty()) {
      LOG.warn("Left out: launches in a real browser, as -Dattune.browser names none");
      return;
    }
    run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
    String port = freePort();
    Path data = Launcher.emptyDirectory("browser");
    Path clients = Launcher.emptyDirectory("browser-clients").resolve("clients.json");
    Files.writeString(
        clients, Files.readString(APP.resolve("clients.json")).replace(REGISTERED_PORT, port));
    try (ServerProcess server =
        ServerProcess.start(
            data,
            "--attune.demo=true",
            "--attune.demo.password=" + PASSWORD,
            "--attune.smart.clients=file:" + clients)) {
      run(
          Map.of(
              "ATTUNE", "http://127.0.0.1:" + server.port(),
              "ATTUNE_PASSWORD", PASSWORD,
              "ATTUNE_TOKEN", TestTokens.operator(data),
              "CHROMIUM", browser,
              "PORT", port),
          "npm",
          "run",
          "test:browser");
    }
  }

  private static void run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path log = Launcher.newLog();
    ProcessBuilder builder = new ProcessBuilder(command).directory(APP.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor())
        .withFailMessage(() -> String.join(" ", List.of(command)) + ":\n" + Launcher.read(log))
        .isZero();
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
