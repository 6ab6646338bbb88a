package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;

/** Sends requests under ids of its own and finds the AuditEvents that they left. */
final class AuditTrailClient {

  private final FhirClient client;

  AuditTrailClient(FhirClient client) {
    this.client = client;
  }

  /** An answer, and the events of its request. */
  record Traced(Answer answer, List<AuditEvent> events) {

    AuditEvent event() {
      assertThat(events).as("events of a request answered %s", answer.status()).hasSize(1);
      return events.get(0);
    }

    List<String> patients() {
      return references("1");
    }

    List<String> resources() {
      return references("4");
    }

    private List<String> references(String role) {
      return event().getEntity().stream()
          .filter(entity -> role.equals(entity.getRole().getCode()))
          .map(entity -> entity.getWhat().getReference())
          .toList();
    }
  }

  Traced get(String path) {
    return send(client.request(path).GET());
  }

  Traced delete(String path) {
    return send(client.request(path).DELETE());
  }

  Traced post(String path, String json) {
    return send(json(client.request(path)).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  Traced put(String path, String json) {
    return send(json(client.request(path)).PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/fhir+json");
  }

  Traced send(HttpRequest.Builder request) {
    String id = UUID.randomUUID().toString();
    Answer answer = client.send(request.header("X-Request-ID", id));
    return new Traced(answer, events("request=" + id));
  }

  List<AuditEvent> events(String query) {
    Answer found = client.get("AuditEvent?" + query);
    assertThat(found.status()).as(found.body()).isEqualTo(200);
    return found.bundle().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .map(AuditEvent.class::cast)
        .toList();
  }
}
