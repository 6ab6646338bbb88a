package org.attune.smart.authorize;

import java.util.LinkedHashSet;
import java.util.Set;
import org.attune.smart.LaunchContext;
import org.attune.smart.Person;
import org.attune.smart.launch.Launches;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.ScopeSet;
import org.attune.smart.token.GrantStore;
import org.attune.smart.token.PersonAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Takes what a person allowed and gives the app its code. Unlike the library's own provider it lets
 * a person allow less than was asked for by the meaning of the scopes, not by their text alone, and
 * settles the launch context: no code without a patient where scopes of a patient were allowed.
 */
public final class ConsentDecision implements AuthenticationProvider {

  private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

  /** They describe the launch and are not a matter of choice. */
  private static final Set<String> GIVEN = Set.of("openid", "launch", "launch/patient");

  private final RegisteredClientRepository clients;
  private final GrantStore grants;
  private final Launches launches;
  private final Consents consents;
  private final OAuth2TokenGenerator<OAuth2AuthorizationCode> codes;

  /**
   * Makes the provider.
   *
   * @param codes makes authorization codes
   */
  public ConsentDecision(
      RegisteredClientRepository clients,
      GrantStore grants,
      Launches launches,
      Consents consents,
      OAuth2TokenGenerator<OAuth2AuthorizationCode> codes) {
    this.clients = clients;
    this.grants = grants;
    this.launches = launches;
    this.consents = consents;
    this.codes = codes;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication authentication) {
    OAuth2AuthorizationConsentAuthenticationToken consent =
        (OAuth2AuthorizationConsentAuthenticationToken) authentication;
    Authentication principal = (Authentication) consent.getPrincipal();
    Person person = PersonAuthentication.personOf(principal);
    OAuth2Authorization grant = grants.findByToken(consent.getState(), STATE);
    RegisteredClient client = clients.findByClientId(consent.getClientId());
    if (person == null
        || grant == null
        || client == null
        || !principal.getName().equals(grant.getPrincipalName())
        || !client.getId().equals(grant.getRegisteredClientId())) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.INVALID_REQUEST,
              "This page was answered already or is too old. Begin again from the app.",
              null),
          null);
    }
    OAuth2AuthorizationRequest request =
        grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
    return decide(
        new Asked(consent, principal, person, java.util.Objects.requireNonNull(request)),
        grant,
        client);
  }

  /** Who decides about what. */
  private record Asked(
      OAuth2AuthorizationConsentAuthenticationToken consent,
      Authentication principal,
      Person person,
      OAuth2AuthorizationRequest request) {

    OAuth2AuthorizationCodeRequestAuthenticationException refusal(String code, String text) {
      return new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(code, text, null),
          new OAuth2AuthorizationCodeRequestAuthenticationToken(
              request.getAuthorizationUri(),
              request.getClientId(),
              principal,
              request.getRedirectUri(),
              request.getState(),
              request.getScopes(),
              request.getAdditionalParameters()));
    }
  }

  private Authentication decide(Asked asked, OAuth2Authorization grant, RegisteredClient client) {
    Set<String> allowed = new LinkedHashSet<>(asked.consent().getScopes());
    if (allowed.isEmpty() || asked.consent().getAdditionalParameters().containsKey("deny")) {
      grants.remove(grant);
      throw asked.refusal(OAuth2ErrorCodes.ACCESS_DENIED, "the person did not allow it");
    }
    Set<String> wanted = asked.request().getScopes();
    if (!new ScopeSet(wanted).uncovered(allowed).isEmpty()) {
      throw asked.refusal(OAuth2ErrorCodes.INVALID_SCOPE, "more was allowed than was asked for");
    }
    wanted.stream().filter(GIVEN::contains).forEach(allowed::add);
    LaunchContext context = context(asked, grant, client, new ScopeSet(allowed));
    consents.remember(client.getId(), asked.principal().getName(), new ScopeSet(allowed));
    return issue(asked, grant, client, allowed, context);
  }

  private LaunchContext context(
      Asked asked, OAuth2Authorization grant, RegisteredClient client, ScopeSet allowed) {
    String launch = AuthorizeRules.text(asked.request().getAdditionalParameters(), "launch");
    LaunchContext chosen = grant.getAttribute(GrantStore.CONTEXT);
    LaunchContext context =
        launch != null
            ? launches
                .use(launch, client.getClientId(), asked.person().accountId())
                .orElseThrow(
                    () ->
                        asked.refusal(
                            OAuth2ErrorCodes.INVALID_REQUEST, "the launch was used or is too old"))
            : asked
                .person()
                .ownPatient()
                .map(LaunchContext::ofPatient)
                .orElse(chosen == null ? LaunchContext.NONE : chosen);
    boolean needed = allowed.has(ResourceScope.Level.PATIENT) || allowed.has("launch/patient");
    if (needed && context.patient() == null) {
      throw asked.refusal(OAuth2ErrorCodes.INVALID_REQUEST, "no patient is chosen");
    }
    asked
        .person()
        .ownPatient()
        .filter(own -> context.patient() != null && !own.equals(context.patient()))
        .ifPresent(
            own -> {
              throw asked.refusal(
                  OAuth2ErrorCodes.ACCESS_DENIED, "the launch is about another patient");
            });
    return context;
  }

  private Authentication issue(
      Asked asked,
      OAuth2Authorization grant,
      RegisteredClient client,
      Set<String> allowed,
      LaunchContext context) {
    OAuth2AuthorizationCode code =
        codes.generate(
            DefaultOAuth2TokenContext.builder()
                .registeredClient(client)
                .principal(asked.principal())
                .authorization(grant)
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .tokenType(new OAuth2TokenType(OAuth2ParameterNames.CODE))
                .authorizedScopes(allowed)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrant(asked.consent())
                .build());
    grants.save(
        OAuth2Authorization.from(grant)
            .authorizedScopes(allowed)
            .token(java.util.Objects.requireNonNull(code))
            .attributes(attributes -> attributes.remove(OAuth2ParameterNames.STATE))
            .attribute(GrantStore.CONTEXT, context)
            .build());
    return new OAuth2AuthorizationCodeRequestAuthenticationToken(
        asked.request().getAuthorizationUri(),
        client.getClientId(),
        asked.principal(),
        code,
        asked.request().getRedirectUri(),
        asked.request().getState(),
        allowed);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return OAuth2AuthorizationConsentAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
