package org.attune.smart.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.attune.smart.address.rules.AddressPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fetches against a server on this machine, with a resolver that says what the test wants. */
class GuardedFetchTest {

  private static final AddressPolicy STRICT = new AddressPolicy(List.of());
  private static final AddressPolicy LOCAL = new AddressPolicy(List.of("127.0.0.1"));
  private static final HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger hits = new AtomicInteger();
  private HttpServer server = server();

  @BeforeEach
  void serve() {
    server.createContext("/keys", exchange -> answer(exchange, 200, "{\"keys\":[]}"));
    server.createContext("/empty", exchange -> answer(exchange, 204, ""));
    server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(65_537)));
    server.createContext(
        "/redirect",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/keys");
          answer(exchange, 302, "");
        });
    server.createContext("/slow", this::dripping);
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private void answer(HttpExchange exchange, int status, String text) throws IOException {
    hits.incrementAndGet();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Cache-Control", "max-age=7");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Sends its first byte and then nothing more until the test ends. */
  private void dripping(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write('x');
    exchange.getResponseBody().flush();
    try {
      released.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static GuardedFetch fetch(AddressPolicy policy, HostResolver resolver) {
    return new GuardedFetch(new OutgoingAddresses(policy, resolver), Duration.ofMillis(700));
  }

  @Test
  void aDocumentComesWithItsCachePolicy() throws IOException {
    GuardedFetch.Document document = fetch(LOCAL, SYSTEM).get(address("/keys"));

    assertThat(document.text()).isEqualTo("{\"keys\":[]}");
    assertThat(document.cacheControl()).isEqualTo("max-age=7");
  }

  @Test
  void aRedirectIsNotFollowed() {
    refused(fetch(LOCAL, SYSTEM), address("/redirect"), "status 302");
    assertThat(hits).hasValue(1);
  }

  @Test
  void anEmptyAndATooLargeAnswerAreRefused() {
    refused(fetch(LOCAL, SYSTEM), address("/empty"), "status 204");
    refused(fetch(LOCAL, SYSTEM), address("/large"), "larger than 65536");
  }

  @Test
  void anAnswerThatComesDropByDropIsCutOff() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetch(LOCAL, SYSTEM).get(address("/slow")));
  }

  @Test
  void whatIsNotListedIsRefusedBeforeAnyConnection() {
    refused(fetch(STRICT, SYSTEM), address("/keys"), "not public");
    assertThat(hits).hasValue(0);
  }

  @Test
  void aHostThatTurnsInwardsAfterItsRegistrationIsNotCalled() throws Exception {
    Deque<String> answers = new ArrayDeque<>(List.of("8.8.8.8", "127.0.0.1", "127.0.0.1"));
    HostResolver rebinding = host -> List.of(InetAddress.getByName(answers.pop()));
    try (ServerSocket inner = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> visited = accepted(inner);
      String address = "https://keys.example:" + inner.getLocalPort() + "/keys";
      OutgoingAddresses strict = new OutgoingAddresses(STRICT, rebinding);
      assertThat(strict.refusal(address)).as("at registration").isEmpty();

      assertThatExceptionOfType(UnknownHostException.class)
          .isThrownBy(() -> new GuardedFetch(strict, Duration.ofMillis(700)).get(address));
      assertThat(visited).as("a connection").isNotDone();

      // The same with the host listed: the resolver's address is the one that is connected to.
      AddressPolicy listing = new AddressPolicy(List.of("keys.example"));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> fetch(listing, rebinding).get(address));
      visited.get(1, TimeUnit.MINUTES);
    }
  }

  private static CompletableFuture<Void> accepted(ServerSocket socket) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            socket.accept().close();
          } catch (IOException closed) {
            throw new AssertionError(closed);
          }
        });
  }

  @Test
  void oneInnerAddressAmongSeveralRefusesTheHost() {
    OutgoingAddresses mixed =
        new OutgoingAddresses(
            STRICT,
            host -> List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")));

    assertThat(mixed.refusal("https://keys.example/"))
        .hasValueSatisfying(text -> assertThat(text).contains("attune.smart.allowed-hosts"));
  }

  @Test
  void aHostThatIsNotFoundIsLeftToTheCall() {
    HostResolver unknown =
        host -> {
          throw new UnknownHostException(host);
        };

    assertThat(new OutgoingAddresses(STRICT, unknown).refusal("https://keys.example/")).isEmpty();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetch(STRICT, unknown).get("https://keys.example/"));
  }

  private static void refused(GuardedFetch fetch, String address, String reason) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetch.get(address))
        .withMessageContaining(reason);
  }
}
