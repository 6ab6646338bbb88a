package org.attune.smart.internal;

import java.time.Clock;
import org.attune.smart.authorize.AuthorizeErrors;
import org.attune.smart.authorize.AuthorizeRules;
import org.attune.smart.authorize.ConsentDecision;
import org.attune.smart.authorize.Consents;
import org.attune.smart.launch.Launches;
import org.attune.smart.token.GrantStore;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationEndpointConfigurer;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** How people authorize apps. */
@Component
final class Authorizing {

  private final RegisteredClientRepository clients;
  private final GrantStore grants;
  private final Launches launches;
  private final Consents consents;
  private final AuthorizeRules rules;
  private final Clock clock;

  Authorizing(
      RegisteredClientRepository clients,
      GrantStore grants,
      Launches launches,
      Consents consents,
      AuthorizeRules rules,
      Clock clock) {
    this.clients = clients;
    this.grants = grants;
    this.launches = launches;
    this.consents = consents;
    this.rules = rules;
    this.clock = clock;
  }

  static LoginUrlAuthenticationEntryPoint login() {
    LoginUrlAuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint("/login");
    login.setFavorRelativeUris(true);
    return login;
  }

  void customize(OAuth2AuthorizationEndpointConfigurer configurer) {
    OAuth2AuthorizationCodeRequestAuthenticationProvider request =
        new OAuth2AuthorizationCodeRequestAuthenticationProvider(clients, grants, consents);
    request.setAuthenticationValidator(rules);
    request.setAuthorizationConsentRequired(context -> true);
    Codes codes = new Codes(clock);
    request.setAuthorizationCodeGenerator(codes);
    configurer
        .consentPage("/oauth2/consent")
        .errorResponseHandler(new AuthorizeErrors())
        .authenticationProviders(
            providers -> {
              providers.clear();
              providers.add(request);
              providers.add(new ConsentDecision(clients, grants, launches, consents, codes));
            });
  }
}
