package org.attune.smart.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Shows the registered clients to Spring Authorization Server. */
@Component
final class RegisteredClients implements RegisteredClientRepository {

  /** RFC 6749 §4.1.2 asks for at most 10 minutes, SMART App Launch 2.2 for about one. */
  private static final Duration CODE_LIFE = Duration.ofSeconds(60);

  private final ClientStore clients;

  RegisteredClients(ClientStore clients) {
    this.clients = clients;
  }

  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("Clients are registered by file or by the API");
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return clients.find(clientId).map(RegisteredClients::registered).orElse(null);
  }

  private static RegisteredClient registered(ClientStore.Entry entry) {
    SmartClient client = entry.client();
    RegisteredClient.Builder builder =
        RegisteredClient.withId(client.clientId())
            .clientId(client.clientId())
            .clientName(client.clientName())
            .clientAuthenticationMethods(
                methods -> {
                  methods.add(new ClientAuthenticationMethod(client.tokenEndpointAuthMethod()));
                  // Which of the two a client with a secret uses is a matter of its library.
                  if (client.isSymmetric()) {
                    methods.add(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
                    methods.add(ClientAuthenticationMethod.CLIENT_SECRET_POST);
                  }
                })
            .redirectUris(uris -> uris.addAll(client.redirectUris()))
            .scopes(scopes -> scopes.addAll(client.scopes().texts()))
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(true)
                    .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS384)
                    .build())
            .tokenSettings(
                TokenSettings.builder()
                    .authorizationCodeTimeToLive(CODE_LIFE)
                    .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                    .reuseRefreshTokens(false)
                    .build());
    client.grantTypes().stream()
        .map(AuthorizationGrantType::new)
        .forEach(builder::authorizationGrantType);
    if (entry.secretHash() != null) {
      builder.clientSecret(entry.secretHash());
    }
    return builder.build();
  }
}
