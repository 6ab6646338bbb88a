package org.attune.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server that is measured, as system properties name it; requests outside of measuring. */
final class Target {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String FHIR_JSON = "application/fhir+json";

  /** Base address of FHIR, without slash at its end. */
  final String base = System.getProperty("bench.base", "http://127.0.0.1:8080/fhir");

  private final String token = System.getProperty("bench.token", "");
  private final HttpClient client = HttpClient.newHttpClient();

  /** The value of Authorization; empty for a server that asks for none. */
  Optional<String> authorization() {
    return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
  }

  ProcessorTime processorTime() {
    Long postgres = Long.getLong("bench.postgres");
    return ProcessorTime.of(Long.getLong("bench.process", 0), Optional.ofNullable(postgres));
  }

  JsonNode get(String path) {
    return send(request(path).GET());
  }

  JsonNode post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** All resources that a search finds, page after page. */
  List<JsonNode> all(String search) {
    List<JsonNode> found = new ArrayList<>();
    String next = search;
    while (!next.isEmpty()) {
      JsonNode page = get(next);
      page.path("entry").forEach(entry -> found.add(entry.path("resource")));
      next = link(page);
    }
    return found;
  }

  private static String link(JsonNode page) {
    for (JsonNode link : page.path("link")) {
      if ("next".equals(link.path("relation").asText())) {
        return link.path("url").asText();
      }
    }
    return "";
  }

  private HttpRequest.Builder request(String path) {
    String address = path.startsWith("http") ? path : base + "/" + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Accept", FHIR_JSON)
            .header("Content-Type", FHIR_JSON);
    authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            response.uri() + " answers " + response.statusCode() + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException("The server at " + base + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
