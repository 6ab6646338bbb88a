package org.attune.smart.client;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.attune.smart.address.OutgoingAddresses;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.Supported;
import org.hl7.fhir.r4.model.ResourceType;
import org.jspecify.annotations.Nullable;

/** Says everything that is wrong with a registration, so that one look mends it. */
final class RegistrationCheck {

  private static final int SECRET_LENGTH = 8;
  private static final int BCRYPT_LIMIT = 72;
  private static final int RSA_BITS = 2048;
  private static final Set<String> METHODS =
      Set.of("none", "client_secret_basic", "client_secret_post", "private_key_jwt");
  private static final Set<String> GRANTS =
      Set.of(
          SmartClient.AUTHORIZATION_CODE,
          SmartClient.REFRESH_TOKEN,
          SmartClient.CLIENT_CREDENTIALS);

  private final List<Problem> problems = new ArrayList<>();
  private final SmartClient client;

  private final OutgoingAddresses outgoing;

  private RegistrationCheck(SmartClient client, OutgoingAddresses outgoing) {
    this.client = client;
    this.outgoing = outgoing;
  }

  /**
   * Checks a client and its secret.
   *
   * @param secret the shared secret, absent for clients without one
   * @param outgoing which addresses may be named
   */
  static List<Problem> problems(
      SmartClient client, @Nullable String secret, OutgoingAddresses outgoing) {
    RegistrationCheck check = new RegistrationCheck(client, outgoing);
    check.identity();
    check.grants();
    check.addresses();
    check.scopes();
    check.secret(secret);
    check.keys();
    return List.copyOf(check.problems);
  }

  private void identity() {
    if (!client.clientId().matches("[\\x21-\\x7e]{1,200}")) {
      report("client_id", "must be 1 to 200 printable ASCII characters without blanks");
    }
    if (client.clientName().isBlank() || client.clientName().length() > 200) {
      report("client_name", "must be 1 to 200 characters; people read it when they consent");
    }
    if (client.organization() != null && !client.organization().matches("[A-Za-z0-9.\\-]{1,64}")) {
      report("organization", "must be the id of an Organization, as in Organization/123");
    }
  }

  private void grants() {
    client.grantTypes().stream()
        .filter(grant -> !GRANTS.contains(grant))
        .forEach(grant -> report("grant_types", "knows " + List.copyOf(GRANTS) + " only"));
    if (!METHODS.contains(client.tokenEndpointAuthMethod())) {
      report("token_endpoint_auth_method", "knows " + List.copyOf(METHODS) + " only");
    }
    boolean backend = client.grantTypes().contains(SmartClient.CLIENT_CREDENTIALS);
    boolean user = client.grantTypes().contains(SmartClient.AUTHORIZATION_CODE);
    if (!backend && !user) {
      report("grant_types", "must hold authorization_code or client_credentials");
    }
    if (backend && !SmartClient.PRIVATE_KEY_JWT.equals(client.tokenEndpointAuthMethod())) {
      report(
          "grant_types",
          "client_credentials needs token_endpoint_auth_method private_key_jwt: a client with a"
              + " shared secret or without one never gets system scopes");
    }
  }

  private void addresses() {
    for (int index = 0; index < client.redirectUris().size(); index++) {
      String member = "redirect_uris[" + index + "]";
      Addresses.redirect(client.redirectUris().get(index)).ifPresent(text -> report(member, text));
    }
    if (client.grantTypes().contains(SmartClient.AUTHORIZATION_CODE)
        && client.redirectUris().isEmpty()) {
      report("redirect_uris", "must hold an address: authorization_code sends the code there");
    }
    if (client.launchUrl() != null) {
      outgoing.refusal(client.launchUrl()).ifPresent(text -> report("launch_url", text));
    }
    if (client.jwksUri() != null) {
      outgoing.refusal(client.jwksUri()).ifPresent(text -> report("jwks_uri", text));
    }
  }

  private void scopes() {
    if (client.scopes().texts().isEmpty()) {
      report("scope", "must name what the client may be granted");
    }
    for (String scope : client.scopes().texts()) {
      if (!Supported.CONTEXT_AND_IDENTITY.contains(scope)
          && ResourceScope.parse(scope).filter(RegistrationCheck::isOfFhir).isEmpty()) {
        report("scope", "'" + scope + "' is no scope that this server knows; see docs/smart.md");
      }
    }
    if (client.scopes().has(ResourceScope.Level.SYSTEM)
        && !client.grantTypes().contains(SmartClient.CLIENT_CREDENTIALS)) {
      report("scope", "system scopes need the grant type client_credentials");
    }
  }

  private static boolean isOfFhir(ResourceScope scope) {
    return ResourceScope.ALL_TYPES.equals(scope.type())
        || Arrays.stream(ResourceType.values()).anyMatch(type -> type.name().equals(scope.type()));
  }

  private void secret(@Nullable String secret) {
    if (!client.isSymmetric()) {
      if (secret != null) {
        report("client_secret", "belongs to client_secret_basic or client_secret_post only");
      }
    } else if (secret == null) {
      report("client_secret", "is required by " + client.tokenEndpointAuthMethod());
    } else if (secret.length() < SECRET_LENGTH || secret.length() > BCRYPT_LIMIT) {
      report(
          "client_secret",
          "must have "
              + SECRET_LENGTH
              + " to "
              + BCRYPT_LIMIT
              + " characters; 32 random ones are"
              + " advised");
    }
  }

  private void keys() {
    boolean asymmetric = SmartClient.PRIVATE_KEY_JWT.equals(client.tokenEndpointAuthMethod());
    int sources = (client.jwks() == null ? 0 : 1) + (client.jwksUri() == null ? 0 : 1);
    if (asymmetric && sources != 1) {
      report("jwks", "private_key_jwt needs either jwks or jwks_uri");
    }
    if (!asymmetric && sources > 0) {
      report("jwks", "jwks and jwks_uri belong to private_key_jwt only");
    }
    if (client.jwks() != null) {
      inline(client.jwks().toString());
    }
  }

  private void inline(String jwks) {
    try {
      List<JWK> keys = JWKSet.parse(jwks).getKeys();
      if (keys.stream().anyMatch(JWK::isPrivate)) {
        report("jwks", "holds a private or secret key: register the public part, make a new key");
      } else if (keys.stream().noneMatch(RegistrationCheck::usable)) {
        report("jwks", "must hold an RSA key of 2048 bits or an EC key on P-384, with a kid");
      }
    } catch (ParseException broken) {
      report("jwks", "is no JSON Web Key Set");
    }
  }

  private static boolean usable(JWK key) {
    boolean kind =
        (key instanceof RSAKey rsa && rsa.size() >= RSA_BITS)
            || (key instanceof ECKey ec && Curve.P_384.equals(ec.getCurve()));
    return kind && key.getKeyID() != null;
  }

  private void report(String member, String text) {
    problems.add(new Problem(member, text));
  }
}
