package org.attune.smart.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The administrator's API for clients, in the forms of RFC 7591 and RFC 7592. A secret is shown
 * once and never again.
 */
@RestController
@RequestMapping(path = "/oauth2/clients", produces = MediaType.APPLICATION_JSON_VALUE)
final class ClientsApi {

  private static final int SECRET_BYTES = 32;

  private final ClientStore clients;
  private final ObjectMapper json = new ObjectMapper();
  private final SecureRandom random = new SecureRandom();

  ClientsApi(ClientStore clients) {
    this.clients = clients;
  }

  @GetMapping
  List<SmartClient> list() {
    return clients.all();
  }

  @GetMapping("/{id}")
  ResponseEntity<Object> read(@PathVariable("id") String id) {
    return clients
        .find(id)
        .<ResponseEntity<Object>>map(entry -> ResponseEntity.ok(entry.client()))
        .orElseGet(ClientsApi::unknown);
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> create(@RequestBody JsonNode body) {
    Registration registration = Registration.read(withSecret(body), true);
    if (!clients.add(registration)) {
      return error(HttpStatus.CONFLICT, "client_id", "is in use or was");
    }
    ObjectNode answer = json.valueToTree(registration.client());
    if (registration.secret() != null) {
      answer.put("client_secret", registration.secret());
      answer.put("client_secret_expires_at", 0);
    }
    return ResponseEntity.status(HttpStatus.CREATED).body(answer);
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> replace(@PathVariable("id") String id, @RequestBody JsonNode body) {
    if (!id.equals(body.path("client_id").asText(id))) {
      return error(HttpStatus.BAD_REQUEST, "client_id", "is not that of the address");
    }
    boolean hasSecret = clients.find(id).map(entry -> entry.secretHash() != null).orElse(false);
    ObjectNode named = body.isObject() ? body.deepCopy() : json.createObjectNode();
    named.put("client_id", id);
    boolean keep = hasSecret && isSymmetric(body) && !body.hasNonNull("client_secret");
    Registration registration = Registration.read(keep ? withSecret(named) : named, false);
    boolean replaced = clients.replace(keep ? registration.withoutSecret() : registration);
    return replaced ? ResponseEntity.ok(registration.client()) : unknown();
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Object> delete(@PathVariable("id") String id) {
    return clients.remove(id) ? ResponseEntity.noContent().build() : unknown();
  }

  @ExceptionHandler
  ResponseEntity<Object> refuse(HttpMessageNotReadableException wrong) {
    return error(HttpStatus.BAD_REQUEST, "body", "must be a JSON object");
  }

  @ExceptionHandler
  ResponseEntity<Object> refuse(RegistrationException wrong) {
    return ResponseEntity.badRequest()
        .body(
            Map.of(
                "error", "invalid_client_metadata", "error_description", wrong.getMessage() + ""));
  }

  /** Makes up a secret where one is needed and none is given. */
  private JsonNode withSecret(JsonNode body) {
    if (!body.isObject() || !isSymmetric(body) || body.hasNonNull("client_secret")) {
      return body;
    }
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    ObjectNode complete = body.deepCopy();
    return complete.put(
        "client_secret", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static boolean isSymmetric(JsonNode body) {
    return body.path("token_endpoint_auth_method")
        .asText("client_secret_basic")
        .startsWith("client_secret_");
  }

  private static ResponseEntity<Object> unknown() {
    return error(HttpStatus.NOT_FOUND, "client_id", "names no client");
  }

  private static ResponseEntity<Object> error(HttpStatus status, String member, String text) {
    return ResponseEntity.status(status)
        .body(
            Map.of(
                "error",
                "invalid_client_metadata",
                "error_description",
                new Problem(member, text).toString()));
  }
}
