package org.attune.smart.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.attune.smart.address.OutgoingAddresses;
import org.jspecify.annotations.Nullable;

/**
 * A registration as it was sent, checked.
 *
 * @param client what is kept in the open
 * @param secret the shared secret, to be kept as a hash; absent for clients without one
 * @param ignored members that the server does not understand and leaves out (RFC 7591 §2)
 */
record Registration(SmartClient client, @Nullable String secret, Set<String> ignored) {

  private static final Set<String> MEMBERS =
      Set.of(
          "client_id",
          "client_name",
          "redirect_uris",
          "scope",
          "grant_types",
          "token_endpoint_auth_method",
          "client_secret",
          "jwks",
          "jwks_uri",
          "launch_url",
          "organization");

  /** Known to RFC 7591 and of no use here; no warning is due. */
  private static final Set<String> HARMLESS =
      Set.of("response_types", "client_uri", "logo_uri", "contacts", "tos_uri", "policy_uri");

  /**
   * Reads a JSON object.
   *
   * @param newIds whether an absent {@code client_id} is made up
   * @param outgoing which addresses may be named
   * @throws RegistrationException with all that is wrong
   */
  static Registration read(JsonNode json, boolean newIds, OutgoingAddresses outgoing) {
    Reader reader = new Reader(json);
    if (!json.isObject()) {
      throw new RegistrationException(List.of(new Problem("client", "must be a JSON object")));
    }
    String id = reader.text("client_id");
    SmartClient client =
        new SmartClient(
            id == null ? newIds ? UUID.randomUUID().toString() : "" : id,
            orElse(reader.text("client_name"), ""),
            reader.list("redirect_uris"),
            orElse(reader.text("scope"), ""),
            grants(reader.list("grant_types"), orElse(reader.text("scope"), "")),
            orElse(reader.text("token_endpoint_auth_method"), "client_secret_basic"),
            json.get("jwks"),
            reader.text("jwks_uri"),
            reader.text("launch_url"),
            organization(reader.text("organization")));
    String secret = reader.text("client_secret");
    List<Problem> problems = new ArrayList<>(reader.problems);
    problems.addAll(RegistrationCheck.problems(client, secret, outgoing));
    if (!problems.isEmpty()) {
      throw new RegistrationException(problems);
    }
    return new Registration(client, secret, unknown(json));
  }

  /** The same with the secret that is kept already. */
  Registration withoutSecret() {
    return new Registration(client, null, ignored);
  }

  /** Who may have refresh tokens by scope has the grant for them; the default is RFC 7591's. */
  private static List<String> grants(List<String> given, String scope) {
    Set<String> grants = new LinkedHashSet<>(given);
    if (grants.isEmpty()) {
      grants.add(SmartClient.AUTHORIZATION_CODE);
    }
    if (scope.contains("offline_access") || scope.contains("online_access")) {
      grants.add(SmartClient.REFRESH_TOKEN);
    }
    return List.copyOf(grants);
  }

  private static @Nullable String organization(@Nullable String reference) {
    return reference != null && reference.startsWith("Organization/")
        ? reference.substring("Organization/".length())
        : reference;
  }

  private static Set<String> unknown(JsonNode json) {
    Set<String> names = new LinkedHashSet<>();
    json.fieldNames().forEachRemaining(names::add);
    names.removeAll(MEMBERS);
    names.removeAll(HARMLESS);
    return names;
  }

  private static String orElse(@Nullable String value, String other) {
    return value == null ? other : value;
  }

  /** Takes members apart and notes those of a wrong JSON type. */
  private static final class Reader {

    private final JsonNode json;
    private final List<Problem> problems = new ArrayList<>();

    Reader(JsonNode json) {
      this.json = json;
    }

    @Nullable String text(String name) {
      JsonNode node = json.get(name);
      if (node == null || node.isNull()) {
        return null;
      }
      if (!node.isTextual()) {
        problems.add(new Problem(name, "must be a JSON string"));
        return null;
      }
      return node.textValue();
    }

    List<String> list(String name) {
      JsonNode node = json.get(name);
      if (node == null || node.isNull()) {
        return List.of();
      }
      List<String> values = new ArrayList<>();
      boolean sound = node.isArray();
      for (JsonNode element : node) {
        sound &= element.isTextual();
        values.add(element.asText());
      }
      if (!sound) {
        problems.add(new Problem(name, "must be a JSON array of strings"));
        return List.of();
      }
      return values;
    }
  }
}
