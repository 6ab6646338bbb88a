package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A FHIR body of more than 32 MB is refused, whether its length is announced or not. */
@FhirIntegrationTest
class BodyLimitIT {

  private static final String LIMIT = "32 MB (33554432 bytes)";
  private static final int TOO_LARGE = 40 * 1024 * 1024;

  private final FhirHttp http;
  private final FhirClient client;

  BodyLimitIT(@Autowired FhirHttp http) {
    this.http = http;
    this.client = http.client();
  }

  @Test
  void a_body_of_40_mb_is_413_and_the_answer_names_the_limit() {
    Answer answer = post(HttpRequest.BodyPublishers.ofByteArray(patient()));

    assertThatTheLimitIsNamed(answer);
    assertThat(answer.issue().getCode().toCode()).isEqualTo("too-long");
  }

  @Test
  void a_chunked_body_of_40_mb_is_413_too() {
    Answer answer =
        post(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(patient())));

    assertThatTheLimitIsNamed(answer);
  }

  @Test
  void a_packed_body_that_unpacks_to_40_mb_is_refused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(patient());
    }

    Answer answer =
        client.send(
            client
                .request("Patient")
                .header("Content-Type", "application/fhir+json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));

    assertThat(answer.status()).isIn(413, 415);
  }

  @Test
  void an_announced_length_over_the_limit_is_refused_before_the_body_is_sent() throws IOException {
    URI root = URI.create(http.root());
    String authorization =
        client.request("").GET().build().headers().firstValue("Authorization").orElseThrow();
    String head =
        """
        POST /fhir/Patient HTTP/1.1\r
        Host: %s\r
        Authorization: %s\r
        Content-Type: application/fhir+json\r
        Content-Length: %d\r
        \r
        """
            .formatted(root.getAuthority(), authorization, TOO_LARGE);

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), root.getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      String status = new String(in.readNBytes(12), StandardCharsets.US_ASCII);

      assertThat(status.toUpperCase(Locale.ROOT)).isEqualTo("HTTP/1.1 413");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "/login", "/oauth2/clients"})
  void forms_and_registrations_are_small(String path) {
    String body = "x".repeat(300 * 1024);

    Answer announced = send(path, HttpRequest.BodyPublishers.ofString(body));
    Answer chunked =
        send(
            path,
            HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII))));

    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.body()).contains("invalid_request", "256 KB");
    assertThat(chunked.status()).isEqualTo(411);
  }

  private Answer send(String path, HttpRequest.BodyPublisher body) {
    return client.send(
        client
            .request(http.root() + path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(body));
  }

  @Test
  void a_large_body_without_a_token_is_refused_as_such() {
    Answer answer =
        client.send(
            client
                .anonymous("Patient")
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1024 * 1024])));

    assertThat(answer.status()).isEqualTo(401);
  }

  private static void assertThatTheLimitIsNamed(Answer answer) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.issue().getDetails().getText()).contains(LIMIT);
    assertThat(answer.issue().getDiagnostics()).contains(LIMIT);
  }

  private Answer post(HttpRequest.BodyPublisher body) {
    return client.send(
        client.request("Patient").header("Content-Type", "application/fhir+json").POST(body));
  }

  private static byte[] patient() {
    String family = "x".repeat(TOO_LARGE);
    return ("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"" + family + "\"}]}")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
