package org.attune.testing;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** Plain HTTP against a FHIR base, so that tests say exactly what goes over the wire. */
public final class FhirClient {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String token;

  /** A client of {@code base}, for example {@code http://127.0.0.1:8080/fhir}. */
  public FhirClient(String base, String token) {
    this.base = base;
    this.token = token;
  }

  /** An answer, with its body read whole. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The body as a resource of the given type. */
    public <T extends Resource> T as(Class<T> type) {
      return type.cast(resource());
    }

    private IBaseResource resource() {
      boolean xml = header("Content-Type").contains("xml");
      return (xml ? CONTEXT.newXmlParser() : CONTEXT.newJsonParser()).parseResource(body());
    }

    public Bundle bundle() {
      return as(Bundle.class);
    }

    public OperationOutcome.OperationOutcomeIssueComponent issue() {
      return as(OperationOutcome.class).getIssueFirstRep();
    }

    /** The id of the resource in the body, whatever its type. */
    public String id() {
      return resource().getIdElement().getIdPart();
    }
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String json) {
    return send(json(request(path)).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer put(String path, String json) {
    return send(json(request(path)).PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path, Resource resource) {
    return post(path, CONTEXT.newJsonParser().encodeResourceToString(resource));
  }

  public Answer put(String path, Resource resource) {
    return put(path, CONTEXT.newJsonParser().encodeResourceToString(resource));
  }

  /** A request to complete by hand, with the token set. */
  public HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + token);
  }

  /** A request without a token. */
  public HttpRequest.Builder anonymous(String path) {
    String uri = path.startsWith("http") ? path : base + (path.isEmpty() ? "" : "/" + path);
    return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofMinutes(5));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/fhir+json");
  }
}
