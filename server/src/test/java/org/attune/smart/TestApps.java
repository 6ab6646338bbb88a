package org.attune.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;

/** Registers clients and talks to the authorization server as they would. */
final class TestApps {

  static final ObjectMapper JSON = new ObjectMapper();

  private final FhirHttp http;
  private final FhirClient operator;

  TestApps(FhirHttp http) {
    this.http = http;
    this.operator = http.client();
  }

  String root() {
    return http.root();
  }

  String fhir() {
    return http.root() + "/fhir";
  }

  String tokenUrl() {
    return http.root() + "/oauth2/token";
  }

  /** Registers a client by the administrator's API; the answer has its id and secret. */
  JsonNode register(Map<String, Object> metadata) {
    Answer answer = tryRegister(metadata);
    if (answer.status() != 201) {
      throw new AssertionError(answer.body());
    }
    return json(answer);
  }

  Answer tryRegister(Map<String, Object> metadata) {
    return operator.send(
        operator
            .request(http.root() + "/oauth2/clients")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(write(metadata))));
  }

  /** Registers a back-end system with inline keys; returns its id. */
  String backend(ClientKeyPair keys, String scope) {
    return register(
            Map.of(
                "client_name",
                "Back end",
                "grant_types",
                new String[] {"client_credentials"},
                "token_endpoint_auth_method",
                "private_key_jwt",
                "jwks",
                keys.publicSet(),
                "scope",
                scope))
        .path("client_id")
        .asText();
  }

  /** A bearer token for a back-end system made for the purpose. */
  String backendToken(String scope) {
    ClientKeyPair keys = ClientKeyPair.es384();
    String client = backend(keys, scope);
    return json(clientCredentials(keys.assertion(client, tokenUrl()), scope))
        .path("access_token")
        .asText();
  }

  FhirClient as(String token) {
    return new FhirClient(fhir(), token);
  }

  Answer clientCredentials(String assertion, String scope) {
    return post(
        "/oauth2/token",
        Map.of(
            "grant_type",
            "client_credentials",
            "scope",
            scope,
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion));
  }

  Answer post(String path, Map<String, String> form, String... headers) {
    HttpRequest.Builder request =
        operator
            .anonymous(http.root() + path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
    for (int index = 0; index < headers.length; index += 2) {
      request.header(headers[index], headers[index + 1]);
    }
    return operator.send(request);
  }

  Answer get(String url, String... headers) {
    HttpRequest.Builder request =
        operator.anonymous(url.startsWith("http") ? url : http.root() + url).GET();
    for (int index = 0; index < headers.length; index += 2) {
      request.header(headers[index], headers[index + 1]);
    }
    return operator.send(request);
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  static JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException broken) {
      throw new AssertionError(answer.status() + " " + answer.body(), broken);
    }
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  static String unique() {
    return UUID.randomUUID().toString();
  }
}
