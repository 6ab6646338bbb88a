package org.attune.smart.administration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.attune.smart.client.Problem;
import org.attune.smart.client.SmartClient;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the form of a client holds, by the names of RFC 7591, and what is wrong with it. It has no
 * secret: the server makes that up.
 *
 * @param texts what is typed, by name; lists have an element a line
 * @param grants which of {@code grant_types} are ticked
 * @param problems what the registration says
 */
record ClientForm(Map<String, String> texts, Set<String> grants, List<Problem> problems) {

  private static final String GRANTS = "grant_types";
  private static final String ADDRESSES = "redirect_uris";
  private static final String METHOD = "token_endpoint_auth_method";
  private static final List<String> TEXTS =
      List.of(
          "client_id",
          "client_name",
          ADDRESSES,
          "launch_url",
          "scope",
          METHOD,
          "jwks_uri",
          "jwks",
          "organization");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For a new app; the id is given, so that a form that is sent twice registers once. */
  static ClientForm blank() {
    return new ClientForm(
        Map.of("client_id", UUID.randomUUID().toString(), METHOD, SmartClient.PUBLIC),
        Set.of(SmartClient.AUTHORIZATION_CODE),
        List.of());
  }

  /** As it was sent. */
  static ClientForm of(MultiValueMap<String, String> sent) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : TEXTS) {
      String text = sent.getFirst(name);
      if (text != null && !text.isBlank()) {
        texts.put(name, text.strip());
      }
    }
    List<String> grants = sent.getOrDefault(GRANTS, List.of());
    return new ClientForm(texts, new LinkedHashSet<>(grants), List.of());
  }

  /** As it is registered. */
  static ClientForm of(SmartClient client) {
    Map<String, String> texts = new LinkedHashMap<>();
    ObjectNode metadata = JSON.valueToTree(client);
    for (String name : TEXTS) {
      JsonNode value = metadata.path(name);
      if (!value.isMissingNode()) {
        texts.put(name, value.isTextual() ? value.textValue() : value.toPrettyString());
      }
    }
    texts.put(ADDRESSES, String.join("\n", client.redirectUris()));
    texts.put("scope", String.join("\n", client.scopes().texts()));
    return new ClientForm(texts, new LinkedHashSet<>(client.grantTypes()), List.of());
  }

  /** The same with what is wrong. */
  ClientForm with(List<Problem> found) {
    return new ClientForm(texts, grants, found);
  }

  /** As the registration reads it; what is empty is left out. */
  ObjectNode metadata() {
    ObjectNode metadata = JSON.createObjectNode();
    texts.forEach(metadata::put);
    if (texts.containsKey(ADDRESSES)) {
      ArrayNode addresses = metadata.putArray(ADDRESSES);
      texts
          .get(ADDRESSES)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(addresses::add);
    }
    if (texts.containsKey("scope")) {
      metadata.put("scope", String.join(" ", texts.get("scope").split("\\s+", -1)));
    }
    if (texts.containsKey("jwks")) {
      metadata.set("jwks", keys(texts.get("jwks")));
    }
    ArrayNode ticked = metadata.putArray(GRANTS);
    grants.forEach(ticked::add);
    return metadata;
  }

  /** A set of keys that is no JSON goes on as a text, which the registration refuses by name. */
  private static JsonNode keys(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      return JSON.getNodeFactory().textNode(text);
    }
  }

  /** What stands in a field. */
  public String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** Whether a grant is ticked. */
  public boolean has(String grant) {
    return grants.contains(grant);
  }

  /** What is wrong in a field, elements of its list included; null if nothing is. */
  public @Nullable String problem(String name) {
    String text =
        problems.stream()
            .filter(problem -> field(problem).equals(name))
            .map(ClientForm::sentence)
            .collect(Collectors.joining(" "));
    return text.isEmpty() ? null : text;
  }

  /** The field to which a problem belongs: its member without an index. */
  public static String field(Problem problem) {
    return problem.member().replaceFirst("\\[.*", "");
  }

  /** A problem as a sentence that begins with the member's name. */
  public static String sentence(Problem problem) {
    return problem.member() + " " + problem.text() + ".";
  }
}
