package org.attune.smart.address;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Gets small documents from addresses that clients have registered. The connection goes to a
 * network address that was found permitted in the same step, through no proxy; redirects are not
 * followed; time and size are limited.
 */
@Component
public class GuardedFetch implements DisposableBean {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST = 65_536;
  private static final int CONNECTIONS = 20;

  private final OutgoingAddresses addresses;
  private final Duration patience;
  private final CloseableHttpClient http;

  @Autowired
  GuardedFetch(OutgoingAddresses addresses) {
    this(addresses, PATIENCE);
  }

  GuardedFetch(OutgoingAddresses addresses, Duration patience) {
    this.addresses = addresses;
    this.patience = patience;
    Timeout each = Timeout.of(patience);
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new PinnedAddresses(addresses))
                    .setMaxConnTotal(CONNECTIONS)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(each)
                            .setSocketTimeout(each)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(each)
                    .setResponseTimeout(each)
                    .build())
            .setConnectionReuseStrategy((request, response, context) -> false)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("Attune")
            .build();
  }

  /**
   * A document.
   *
   * @param cacheControl the header of that name; empty if there is none
   */
  public record Document(String text, String cacheControl) {}

  /**
   * Gets a document.
   *
   * @throws IOException if the address is not permitted, does not answer with 200, or answers too
   *     late or too much; without any part of the address or the answer
   */
  public Document get(String address) throws IOException {
    Optional<String> wrong = addresses.malformed(address);
    if (wrong.isPresent()) {
      throw new IOException("The address " + wrong.get());
    }
    HttpGet request = new HttpGet(URI.create(address));
    request.setHeader("Accept", "application/json");
    // Limits of single reads do not bound an answer that comes drop by drop.
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            request::cancel,
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
    try {
      return http.execute(request, GuardedFetch::read);
    } finally {
      deadline.cancel(false);
    }
  }

  private static Document read(ClassicHttpResponse answer) throws IOException {
    if (answer.getCode() != 200) {
      throw new IOException("The answer has status " + answer.getCode());
    }
    if (answer.getEntity() == null) {
      throw new IOException("The answer is empty");
    }
    try (InputStream body = answer.getEntity().getContent()) {
      byte[] bytes = body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("The answer is larger than " + LARGEST + " bytes");
      }
      Header policy = answer.getFirstHeader("Cache-Control");
      return new Document(
          new String(bytes, StandardCharsets.UTF_8), policy == null ? "" : policy.getValue());
    }
  }

  @Override
  public void destroy() throws IOException {
    http.close();
  }

  /** Gives the connection the addresses that were checked, and no others. */
  private record PinnedAddresses(OutgoingAddresses addresses) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return addresses.permitted(host).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
