package org.attune.smart.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.kernel.PublicAddress;
import org.attune.smart.scope.Supported;

/** The discovery documents, as they follow from the server's address. */
final class Documents {

  static final List<String> AUTHENTICATION_METHODS =
      List.of("client_secret_basic", "client_secret_post", "private_key_jwt");

  /** Only what works; each is shown by tests. */
  private static final List<String> CAPABILITIES =
      List.of(
          "launch-ehr",
          "launch-standalone",
          "authorize-post",
          "client-public",
          "client-confidential-symmetric",
          "client-confidential-asymmetric",
          "sso-openid-connect",
          "context-banner",
          "context-style",
          "context-ehr-patient",
          "context-ehr-encounter",
          "context-standalone-patient",
          "permission-offline",
          "permission-online",
          "permission-patient",
          "permission-user",
          "permission-v1",
          "permission-v2");

  private Documents() {}

  /**
   * SMART App Launch 2.2, §Conformance.
   *
   * @param root address of the server without a path
   */
  static Map<String, Object> smart(String root) {
    Map<String, Object> document = common(root);
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put("management_endpoint", root + Endpoints.MANAGE);
    document.put("capabilities", CAPABILITIES);
    document.put(
        "associated_endpoints",
        List.of(Map.of("url", root + PublicAddress.FHIR, "capabilities", CAPABILITIES)));
    return document;
  }

  /** OpenID Connect Discovery 1.0, §3. */
  static Map<String, Object> openId(String root) {
    Map<String, Object> document = common(root);
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put(
        "claims_supported",
        List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "fhirUser", "profile"));
    return document;
  }

  private static Map<String, Object> common(String root) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", root);
    document.put("jwks_uri", root + Endpoints.KEYS);
    document.put("authorization_endpoint", root + Endpoints.AUTHORIZE);
    document.put("token_endpoint", root + Endpoints.TOKEN);
    document.put("introspection_endpoint", root + Endpoints.INTROSPECT);
    document.put("revocation_endpoint", root + Endpoints.REVOKE);
    document.put(
        "grant_types_supported",
        List.of("authorization_code", "refresh_token", "client_credentials"));
    document.put("response_types_supported", List.of("code"));
    document.put("token_endpoint_auth_methods_supported", AUTHENTICATION_METHODS);
    document.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"));
    document.put("scopes_supported", Supported.scopes());
    return document;
  }
}
