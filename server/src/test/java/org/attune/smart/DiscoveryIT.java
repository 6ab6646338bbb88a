package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.attune.smart.scope.Supported;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients learn before they have a token. */
@FhirIntegrationTest
class DiscoveryIT {

  private static final String SMART = "/fhir/.well-known/smart-configuration";

  private final TestApps apps;

  DiscoveryIT(@Autowired FhirHttp http) {
    this.apps = new TestApps(http);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "application/json", "application/fhir+xml"})
  @DisplayName("D1, D2: discovery is open and JSON, whatever is accepted")
  void discoveryIsOpenJson(String accept) {
    Answer answer = accept.isEmpty() ? apps.get(SMART) : apps.get(SMART, "Accept", accept);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
  }

  @Test
  @DisplayName("D3, D4, D5, D9, D10, D11: the members of the smart-configuration")
  void smartConfigurationIsComplete() {
    JsonNode document = document();

    assertThat(document.path("authorization_endpoint").isTextual()).isTrue();
    assertThat(document.path("token_endpoint").asText()).isEqualTo(apps.tokenUrl());
    assertThat(texts(document, "grant_types_supported"))
        .contains("authorization_code", "client_credentials", "refresh_token");
    assertThat(texts(document, "code_challenge_methods_supported")).containsExactly("S256");
    assertThat(texts(document, "token_endpoint_auth_methods_supported"))
        .contains("private_key_jwt", "client_secret_basic");
    assertThat(texts(document, "token_endpoint_auth_signing_alg_values_supported"))
        .contains("RS384", "ES384");
    assertThat(texts(document, "response_types_supported")).containsExactly("code");
    assertThat(document.path("introspection_endpoint").asText()).endsWith("/oauth2/introspect");
    assertThat(document.path("revocation_endpoint").asText()).endsWith("/oauth2/revoke");
    assertThat(document.path("management_endpoint").asText()).startsWith(apps.root());
  }

  @Test
  @DisplayName("D6, D7, D17: issuer and keys are given, and all endpoints are absolute")
  void endpointsAreAbsolute() {
    JsonNode document = document();

    assertThat(document.path("issuer").asText()).isEqualTo(apps.root());
    document
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.endsWith("_endpoint") || name.equals("jwks_uri")) {
                assertThat(document.path(name).asText()).startsWith(apps.root() + "/");
              }
            });
    assertThat(apps.get(document.path("jwks_uri").asText()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("D8: 24 resource-level and 8 granular scopes of US Core are listed")
  void scopesOfUsCoreAreListed() {
    List<String> scopes = texts(document(), "scopes_supported");

    assertThat(Supported.US_CORE_TYPES).hasSize(24);
    assertThat(scopes)
        .containsAll(
            Supported.US_CORE_TYPES.stream().map(type -> "patient/" + type + ".rs").toList());
    assertThat(scopes.stream().filter(scope -> scope.startsWith("patient/")))
        .filteredOn(scope -> scope.contains("?category="))
        .hasSize(8)
        .allMatch(
            scope -> scope.matches("patient/(Condition|Observation)\\.rs\\?category=http\\S+"));
  }

  @Test
  @DisplayName("D12, D13: the capabilities of EHR and standalone launch are listed")
  void capabilitiesAreListed() {
    assertThat(texts(document(), "capabilities"))
        .contains(
            "launch-ehr",
            "launch-standalone",
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
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2",
            "authorize-post");
  }

  @Test
  @DisplayName("D15: the CapabilityStatement names the OAuth addresses")
  void capabilityStatementNamesOAuthAddresses() {
    CapabilityStatement statement = apps.get("/fhir/metadata").as(CapabilityStatement.class);

    CapabilityStatement.CapabilityStatementRestSecurityComponent security =
        statement.getRestFirstRep().getSecurity();
    assertThat(security.getServiceFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("SMART-on-FHIR");
    assertThat(
            security
                .getExtensionByUrl(
                    "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris")
                .getExtension())
        .extracting(part -> part.getUrl() + " " + ((UriType) part.getValue()).getValue())
        .contains("authorize " + apps.root() + "/oauth2/authorize", "token " + apps.tokenUrl())
        .hasSize(3);
  }

  @Test
  @DisplayName("O2, O3: OpenID discovery is complete, and the published keys hold no private part")
  void openIdDiscoveryIsComplete() {
    Answer answer = apps.get("/.well-known/openid-configuration");
    JsonNode document = TestApps.json(answer);

    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(document.path("issuer").asText()).isEqualTo(apps.root());
    assertThat(texts(document, "id_token_signing_alg_values_supported")).contains("RS256");
    assertThat(texts(document, "subject_types_supported")).isNotEmpty();
    JsonNode keys = TestApps.json(apps.get(document.path("jwks_uri").asText())).path("keys");
    assertThat(keys).isNotEmpty();
    for (JsonNode key : keys) {
      assertThat(key.path("kty").asText()).isEqualTo("RSA");
      assertThat(key.has("d") || key.has("p") || key.has("q")).isFalse();
    }
  }

  @Test
  @DisplayName("D14: the metadata of RFC 8414 promises no more than works")
  void authorizationServerMetadataAgrees() {
    JsonNode document = TestApps.json(apps.get("/.well-known/oauth-authorization-server"));

    assertThat(document.has("device_authorization_endpoint")).isFalse();
    assertThat(texts(document, "grant_types_supported"))
        .containsExactlyInAnyOrder("authorization_code", "refresh_token", "client_credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {SMART, "/fhir/metadata", "/.well-known/openid-configuration"})
  @DisplayName("C1: any web page may read discovery and the CapabilityStatement")
  void anyOriginMayReadDiscovery(String path) {
    assertThat(
            apps.get(path, "Origin", "https://any.example").header("Access-Control-Allow-Origin"))
        .isIn("*", "https://any.example");
  }

  private JsonNode document() {
    return TestApps.json(apps.get(SMART));
  }

  private static List<String> texts(JsonNode document, String member) {
    List<String> texts = new ArrayList<>();
    document.path(member).forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
