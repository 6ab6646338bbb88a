package org.attune.smart.internal;

import java.util.function.Predicate;
import org.attune.kernel.PublicAddress;
import org.attune.limits.RateLimits;
import org.attune.smart.assertion.AssertionConverter;
import org.attune.smart.assertion.AssertionDecoders;
import org.attune.smart.assertion.BearerConverter;
import org.attune.smart.assertion.PublicClientConverter;
import org.attune.smart.assertion.TokenlessClients;
import org.attune.smart.authorize.AuthorizePostFilter;
import org.attune.smart.client.ClientStore;
import org.attune.smart.discovery.Discovery;
import org.attune.smart.discovery.Endpoints;
import org.attune.smart.discovery.SmartCors;
import org.attune.smart.keys.IdTokens;
import org.attune.smart.keys.SigningKeys;
import org.attune.smart.token.GrantStore;
import org.attune.smart.token.RefreshGrant;
import org.attune.smart.token.SmartTokens;
import org.attune.webui.PageSecurity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2TokenEndpointConfigurer;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/** The filter chain of the authorization server's endpoints. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServer {

  private static final int ORDER = 10;

  private final OAuthErrors errors = new OAuthErrors();

  @Bean
  AuthorizationServerSettings authorizationServerSettings(PublicAddress address) {
    AuthorizationServerSettings.Builder settings = AuthorizationServerSettings.builder();
    address.configured().ifPresent(settings::issuer);
    return settings.build();
  }

  @Bean
  @Order(ORDER)
  SecurityFilterChain authorizationServerChain(
      HttpSecurity http,
      GrantStore grants,
      ClientAuthentication clients,
      Tokens tokens,
      Authorizing authorizing,
      RateLimits limits)
      throws Exception {
    TokenLimits.apply(http, limits, errors, tokenEndpoints());
    OAuth2AuthorizationServerConfigurer server =
        OAuth2AuthorizationServerConfigurer.authorizationServer();
    http.securityMatcher(server.getEndpointsMatcher())
        .exceptionHandling(
            handling ->
                handling
                    .defaultAuthenticationEntryPointFor(errors, tokenEndpoints())
                    .defaultAuthenticationEntryPointFor(
                        Authorizing.login(), AnyRequestMatcher.INSTANCE))
        .addFilterBefore(new AuthorizePostFilter(), CsrfFilter.class)
        .headers(PageSecurity::headers)
        .cors(cors -> cors.configurationSource(clients.cors()))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .with(
            server,
            configurer ->
                configurer
                    .authorizationService(grants)
                    .tokenGenerator(tokens.generator())
                    .clientAuthentication(clients::customize)
                    .authorizationEndpoint(authorizing::customize)
                    .tokenEndpoint(tokens::customize)
                    .tokenRevocationEndpoint(revocation -> revocation.errorResponseHandler(errors))
                    .tokenIntrospectionEndpoint(
                        introspection -> introspection.errorResponseHandler(errors))
                    .authorizationServerMetadataEndpoint(
                        metadata ->
                            metadata.authorizationServerMetadataCustomizer(
                                builder -> builder.claims(AuthorizationServer::replace))));
    return http.build();
  }

  private static void replace(java.util.Map<String, Object> claims) {
    claims.clear();
    claims.putAll(Discovery.metadata(AuthorizationServerContextHolder.getContext().getIssuer()));
  }

  private static RequestMatcher tokenEndpoints() {
    PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        paths.matcher(HttpMethod.POST, Endpoints.TOKEN),
        paths.matcher(HttpMethod.POST, Endpoints.INTROSPECT),
        paths.matcher(HttpMethod.POST, Endpoints.REVOKE));
  }

  @Bean
  ClientAuthentication clientAuthentication(
      AssertionDecoders decoders, TokenlessClients tokenless, SmartCors cors) {
    return new ClientAuthentication(decoders, tokenless, cors, errors);
  }

  @Bean
  Tokens tokens(
      GrantStore grants,
      SmartTokens opaque,
      SigningKeys keys,
      IdTokens idTokens,
      FindByIndexNameSessionRepository<? extends Session> sessions) {
    Predicate<String> signedIn =
        account ->
            sessions.findByPrincipalName(account).values().stream()
                .anyMatch(session -> !session.isExpired());
    return new Tokens(grants, opaque, keys, idTokens, signedIn, errors);
  }

  /** How clients authenticate. */
  record ClientAuthentication(
      AssertionDecoders decoders, TokenlessClients tokenless, SmartCors cors, OAuthErrors errors) {

    void customize(OAuth2ClientAuthenticationConfigurer configurer) {
      configurer
          .authenticationConverter(new BearerConverter())
          .authenticationConverter(new PublicClientConverter())
          .authenticationConverter(new AssertionConverter())
          .authenticationProvider(tokenless)
          .authenticationProviders(providers -> providers.forEach(this::prepare))
          .errorResponseHandler(errors);
    }

    private void prepare(AuthenticationProvider provider) {
      if (provider instanceof JwtClientAssertionAuthenticationProvider assertion) {
        assertion.setJwtDecoderFactory(decoders);
      }
      if (provider instanceof ClientSecretAuthenticationProvider secret) {
        secret.setPasswordEncoder(ClientStore.secretEncoder());
      }
    }
  }

  /** How tokens are made and handed out: three grants and no other. */
  record Tokens(
      GrantStore grants,
      SmartTokens opaque,
      SigningKeys keys,
      IdTokens idTokens,
      Predicate<String> signedIn,
      OAuthErrors errors) {

    OAuth2TokenGenerator<OAuth2Token> generator() {
      JwtGenerator jwt = new JwtGenerator(new NimbusJwtEncoder(keys));
      jwt.setJwtCustomizer(idTokens);
      return new DelegatingOAuth2TokenGenerator(opaque, jwt);
    }

    void customize(OAuth2TokenEndpointConfigurer configurer) {
      OAuth2AccessTokenResponseAuthenticationSuccessHandler response =
          new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
      response.setAccessTokenResponseCustomizer(new TokenResponse(grants));
      configurer
          .accessTokenResponseHandler(response)
          .errorResponseHandler(errors)
          .authenticationProviders(
              providers -> {
                OAuth2TokenGenerator<OAuth2Token> generator = generator();
                OAuth2ClientCredentialsAuthenticationProvider backend =
                    new OAuth2ClientCredentialsAuthenticationProvider(grants, generator);
                backend.setAuthenticationValidator(new BackendScopes());
                providers.clear();
                providers.add(new OAuth2AuthorizationCodeAuthenticationProvider(grants, generator));
                providers.add(new RefreshGrant(grants, generator, signedIn));
                providers.add(backend);
              });
    }
  }
}
