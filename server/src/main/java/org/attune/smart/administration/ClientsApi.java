package org.attune.smart.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.attune.smart.client.ClientRegistry;
import org.attune.smart.client.ClientStore;
import org.attune.smart.client.Problem;
import org.attune.smart.client.RegistrationException;
import org.attune.smart.client.SmartClient;
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
 * The administrator's API for clients, in the forms of RFC 7591 and RFC 7592: for the operator with
 * their token, and for a signed-in administrator. A secret is shown once and never again.
 */
@RestController
@RequestMapping(path = AdministrationChain.API, produces = MediaType.APPLICATION_JSON_VALUE)
final class ClientsApi {

  private final ClientRegistry registry;
  private final ClientStore clients;
  private final ObjectMapper json = new ObjectMapper();

  ClientsApi(ClientRegistry registry, ClientStore clients) {
    this.registry = registry;
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
    return ResponseEntity.status(HttpStatus.CREATED).body(answer(registry.register(body)));
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> replace(@PathVariable("id") String id, @RequestBody JsonNode body) {
    return registry
        .replace(id, body)
        .<ResponseEntity<Object>>map(outcome -> ResponseEntity.ok(answer(outcome)))
        .orElseGet(ClientsApi::unknown);
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Object> delete(@PathVariable("id") String id) {
    return registry.end(id) ? ResponseEntity.noContent().build() : unknown();
  }

  @ExceptionHandler
  ResponseEntity<Object> refuse(HttpMessageNotReadableException wrong) {
    return error(HttpStatus.BAD_REQUEST, new Problem("body", "must be a JSON object").toString());
  }

  @ExceptionHandler
  ResponseEntity<Object> refuse(RegistrationException wrong) {
    return error(
        wrong.isConflict() ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST, wrong.getMessage() + "");
  }

  private ObjectNode answer(ClientRegistry.Outcome outcome) {
    ObjectNode answer = json.valueToTree(outcome.client());
    if (outcome.secret() != null) {
      answer.put("client_secret", outcome.secret());
      answer.put("client_secret_expires_at", 0);
    }
    return answer;
  }

  private static ResponseEntity<Object> unknown() {
    return error(HttpStatus.NOT_FOUND, new Problem("client_id", "names no client").toString());
  }

  private static ResponseEntity<Object> error(HttpStatus status, String description) {
    return ResponseEntity.status(status)
        .body(Map.of("error", "invalid_client_metadata", "error_description", description));
  }
}
