package org.attune.smart;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Where a client publishes its keys. */
final class KeyServer implements AutoCloseable {

  private final HttpServer server;
  private final AtomicReference<String> body;
  private final AtomicInteger hits = new AtomicInteger();

  KeyServer(String body, String cacheControl) {
    this.body = new AtomicReference<>(body);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext(
        "/",
        exchange -> {
          hits.incrementAndGet();
          byte[] bytes = String.valueOf(this.body.get()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Cache-Control", cacheControl);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  void publish(String next) {
    body.set(next);
  }

  int hits() {
    return hits.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
