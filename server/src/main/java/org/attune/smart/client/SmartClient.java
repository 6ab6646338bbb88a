package org.attune.smart.client;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.attune.smart.scope.ScopeSet;
import org.jspecify.annotations.Nullable;

/**
 * A registered client, with the metadata names of RFC 7591 §2 and two of our own. It holds no
 * secret.
 *
 * @param clientId identifier, never used again for another client
 * @param clientName what people read on the consent page
 * @param redirectUris where codes may be sent, compared as whole texts
 * @param scope all that the client may ever be granted, as a space-separated list
 * @param grantTypes {@code authorization_code}, {@code refresh_token}, {@code client_credentials}
 * @param tokenEndpointAuthMethod {@code none}, {@code client_secret_basic}, {@code
 *     client_secret_post} or {@code private_key_jwt}
 * @param jwks the client's public keys, if registered inline
 * @param jwksUri where the client publishes its keys, if by address
 * @param launchUrl where a launch from the chart sends the browser
 * @param organization id of the Organization that the client acts for; absent: the practice
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SmartClient(
    @JsonProperty("client_id") String clientId,
    @JsonProperty("client_name") String clientName,
    @JsonProperty("redirect_uris") List<String> redirectUris,
    @JsonProperty("scope") String scope,
    @JsonProperty("grant_types") List<String> grantTypes,
    @JsonProperty("token_endpoint_auth_method") String tokenEndpointAuthMethod,
    @JsonProperty("jwks") @Nullable JsonNode jwks,
    @JsonProperty("jwks_uri") @Nullable String jwksUri,
    @JsonProperty("launch_url") @Nullable String launchUrl,
    @JsonProperty("organization") @Nullable String organization) {

  /** The grant of RFC 6749 §4.1, the only one with a person. */
  public static final String AUTHORIZATION_CODE = "authorization_code";

  /** The grant of RFC 6749 §4.4, for back-end systems. */
  public static final String CLIENT_CREDENTIALS = "client_credentials";

  /** The grant of RFC 6749 §6. */
  public static final String REFRESH_TOKEN = "refresh_token";

  /** Authentication by a signed assertion (RFC 7523). */
  public static final String PRIVATE_KEY_JWT = "private_key_jwt";

  /** No authentication: the client cannot keep a secret. */
  public static final String PUBLIC = "none";

  /** Keeps its own copies. */
  public SmartClient {
    redirectUris = List.copyOf(redirectUris);
    grantTypes = List.copyOf(grantTypes);
  }

  /** All that the client may ever be granted. */
  @JsonIgnore
  public ScopeSet scopes() {
    return ScopeSet.parse(scope);
  }

  /** Whether the client authenticates with a shared secret. */
  @JsonIgnore
  public boolean isSymmetric() {
    return tokenEndpointAuthMethod.startsWith("client_secret_");
  }

  /** The Organization that the client acts for, if it is not the practice. */
  @JsonIgnore
  public Optional<String> actsFor() {
    return Optional.ofNullable(organization);
  }
}
