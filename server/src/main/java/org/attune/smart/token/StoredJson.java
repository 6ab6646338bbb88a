package org.attune.smart.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.smart.LaunchContext;
import org.attune.smart.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** The JSON columns of grants and tokens. */
final class StoredJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** Kept in columns of their own, or made anew for each token. */
  private static final Set<String> NOT_KEPT = Set.of("iat", "exp", "nbf", "auth_time");

  private StoredJson() {}

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("A grant cannot be written", broken);
    }
  }

  static @Nullable Person person(@Nullable String json) {
    return json == null ? null : read(json, Person.class);
  }

  static LaunchContext context(@Nullable String json) {
    return json == null ? LaunchContext.NONE : read(json, LaunchContext.class);
  }

  static String claims(Map<String, Object> claims) {
    Map<String, Object> kept = new LinkedHashMap<>();
    claims.forEach(
        (name, value) -> {
          if (!NOT_KEPT.contains(name)) {
            kept.put(name, value instanceof java.net.URL url ? url.toString() : value);
          }
        });
    return write(kept);
  }

  static Map<String, Object> claims(@Nullable String json) {
    return json == null ? Map.of() : map(json);
  }

  static String request(OAuth2AuthorizationRequest request) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("uri", request.getAuthorizationUri());
    members.put("client_id", request.getClientId());
    members.put("redirect_uri", request.getRedirectUri());
    members.put("scopes", request.getScopes());
    members.put("state", request.getState());
    members.put("more", request.getAdditionalParameters());
    return write(members);
  }

  @SuppressWarnings("unchecked")
  static OAuth2AuthorizationRequest request(String json) {
    Map<String, Object> members = map(json);
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(String.valueOf(members.get("uri")))
        .clientId(String.valueOf(members.get("client_id")))
        .redirectUri((String) members.get("redirect_uri"))
        .scopes(new LinkedHashSet<>((List<String>) members.get("scopes")))
        .state((String) members.get("state"))
        .additionalParameters((Map<String, Object>) members.get("more"))
        .build();
  }

  private static Map<String, Object> map(String json) {
    try {
      return JSON.readValue(json, MAP);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("A grant cannot be read", broken);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("A grant cannot be read", broken);
    }
  }
}
