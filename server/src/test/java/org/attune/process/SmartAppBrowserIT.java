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
 * Real clients and a real browser against the installed server with the sample practice: the
 * example app launched from the chart and by itself, a certified OpenID Connect library as an app
 * and as a back-end system with keys, and every page held to WCAG 2.1 and to the keyboard. The
 * browser is named by {@code -Dattune.browser=/usr/bin/chromium}, and needs Node.js beside it;
 * without it the test says that it was left out.
 */
class SmartAppBrowserIT {

  private static final Logger LOG = LoggerFactory.getLogger(SmartAppBrowserIT.class);
  private static final Path APP = Path.of("..", "examples", "smart-app").toAbsolutePath();
  private static final String REGISTERED_PORT = "8081";
  private static final String PASSWORD = "a-password-for-the-browser";

  @Test
  void launchesClientsAndPagesHoldInARealBrowser() throws IOException, InterruptedException {
    String browser = System.getProperty("attune.browser", "");
    if (browser.isEmpty()) {
      LOG.warn("Left out: what needs a real browser, as -Dattune.browser names none");
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
