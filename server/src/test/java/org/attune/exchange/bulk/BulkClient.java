package org.attune.exchange.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Resource;

/** Speaks Bulk Data as a client of the guide does. */
public final class BulkClient {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FhirClient client;

  public BulkClient(FhirClient client) {
    this.client = client;
  }

  /** Sends a kick-off request as the guide wants it. */
  public Answer kickOff(String path) {
    return kickOff(path, "respond-async");
  }

  public Answer kickOff(String path, String prefer) {
    return client.send(
        client
            .request(path)
            .header("Accept", "application/fhir+json")
            .header("Prefer", prefer)
            .GET());
  }

  /** The address to poll, of an accepted export. */
  public String start(String path) {
    Answer answer = kickOff(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer.header("Content-Location");
  }

  public Answer poll(String status) {
    return client.send(client.request(status).header("Accept", "application/json").GET());
  }

  public Answer delete(String status) {
    return client.delete(status);
  }

  /** Polls until the job has ended, whichever way. */
  public Answer end(String status) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> poll(status), answer -> answer.status() != 202);
  }

  /** The manifest of an export that must succeed. */
  public JsonNode manifest(String status) {
    Answer answer = end(status);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  public JsonNode export(String path) {
    return manifest(start(path));
  }

  public Answer file(String url) {
    return client.send(client.request(url).header("Accept", "application/fhir+ndjson").GET());
  }

  /** Everything in the files of a manifest, by type. */
  public Map<String, List<Resource>> resources(JsonNode manifest) {
    Map<String, List<Resource>> found = new TreeMap<>();
    for (JsonNode output : manifest.path("output")) {
      file(output.path("url").asText())
          .body()
          .lines()
          .map(line -> (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(line))
          .forEach(
              resource ->
                  found
                      .computeIfAbsent(output.path("type").asText(), type -> new ArrayList<>())
                      .add(resource));
    }
    return found;
  }

  /** Ids of one type in an export. */
  public List<String> ids(JsonNode manifest, String type) {
    return resources(manifest).getOrDefault(type, List.of()).stream()
        .map(resource -> resource.getIdElement().getIdPart())
        .toList();
  }

  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException broken) {
      throw new AssertionError("No JSON: " + text, broken);
    }
  }
}
