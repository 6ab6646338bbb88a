package org.attune.smart.authorize;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.attune.accounts.AccountPrincipal;
import org.attune.smart.LaunchContext;
import org.attune.smart.Person;
import org.attune.smart.launch.Chart;
import org.attune.smart.launch.Choice;
import org.attune.smart.launch.Launches;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.ScopeSet;
import org.attune.smart.token.GrantStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The pages between an app's request and its code: whom it is about, and what is allowed. */
@Controller
class AuthorizePages {

  static final String CONSENT = "/oauth2/consent";
  static final String REFUSED = "/oauth2/refused";

  private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

  private final GrantStore grants;
  private final RegisteredClientRepository clients;
  private final Launches launches;
  private final Consents consents;
  private final Chart chart;

  AuthorizePages(
      GrantStore grants,
      RegisteredClientRepository clients,
      Launches launches,
      Consents consents,
      Chart chart) {
    this.grants = grants;
    this.clients = clients;
    this.launches = launches;
    this.consents = consents;
    this.chart = chart;
  }

  @GetMapping(CONSENT)
  String consent(
      @AuthenticationPrincipal AccountPrincipal account,
      @RequestParam(name = "state", defaultValue = "") String state,
      HttpServletResponse response,
      Model model) {
    return find(account, state, "", response, model);
  }

  /** As above, with the patients of that name; it comes in a body, so that no address holds it. */
  @PostMapping(CONSENT + "/find")
  String find(
      @AuthenticationPrincipal AccountPrincipal account,
      @RequestParam(name = "state", defaultValue = "") String state,
      @RequestParam(name = "name", defaultValue = "") String name,
      HttpServletResponse response,
      Model model) {
    OAuth2Authorization grant = pending(account, state);
    RegisteredClient client =
        grant == null ? null : clients.findById(grant.getRegisteredClientId());
    if (grant == null || client == null) {
      return refused(response, model, "This request was answered already or is too old.");
    }
    OAuth2AuthorizationRequest request = request(grant);
    Person person = Person.of(account);
    Optional<String> patient = patient(grant, request, client, person);
    ScopeSet wanted = new ScopeSet(request.getScopes());
    model.addAttribute("app", client.getClientName());
    model.addAttribute("state", state);
    if (needsPatient(wanted) && patient.isEmpty()) {
      return picker(response, model, person, name);
    }
    response.setHeader(
        "Content-Security-Policy", ConsentForm.policy(String.valueOf(request.getRedirectUri())));
    model.addAttribute("clientId", client.getClientId());
    model.addAttribute(
        "patient",
        patient
            .flatMap(id -> chart.patient(person, id))
            .map(found -> Choice.of(found).text())
            .orElse(null));
    model.addAttribute(
        "form", ConsentForm.of(wanted, consents.last(client.getId(), grant.getPrincipalName())));
    return "smart/consent";
  }

  private String picker(HttpServletResponse response, Model model, Person person, String name) {
    if (!person.practice()) {
      return refused(response, model, "This account is not tied to a patient.");
    }
    model.addAttribute("name", name);
    model.addAttribute("choices", Choice.of(chart.choices(person, name)));
    return "smart/patient";
  }

  @PostMapping(CONSENT + "/patient")
  String choose(
      @AuthenticationPrincipal AccountPrincipal account,
      @RequestParam(name = "state", defaultValue = "") String state,
      @RequestParam(name = "patient", defaultValue = "") String patient,
      HttpServletResponse response,
      Model model) {
    OAuth2Authorization grant = pending(account, state);
    Person person = Person.of(account);
    if (grant == null
        || AuthorizeRules.text(request(grant).getAdditionalParameters(), "launch") != null) {
      return refused(response, model, "This request was answered already or is too old.");
    }
    if (!person.practice() || !Choice.isId(patient) || chart.patient(person, patient).isEmpty()) {
      return refused(response, model, "This patient is not among those you may choose.");
    }
    grants.save(
        OAuth2Authorization.from(grant)
            .attribute(GrantStore.CONTEXT, LaunchContext.ofPatient(patient))
            .build());
    return "redirect:"
        + UriComponentsBuilder.fromPath(CONSENT)
            .queryParam("state", "{state}")
            .encode()
            .buildAndExpand(state)
            .toUriString();
  }

  @RequestMapping(REFUSED)
  String refused(HttpServletRequest request, HttpServletResponse response, Model model) {
    Object text = request.getAttribute(AuthorizeErrors.TEXT);
    return refused(response, model, text == null ? "There is no such page." : text.toString());
  }

  private static String refused(HttpServletResponse response, Model model, String text) {
    response.setStatus(HttpStatus.BAD_REQUEST.value());
    model.addAttribute("text", text);
    return "smart/refused";
  }

  private @Nullable OAuth2Authorization pending(AccountPrincipal account, String state) {
    OAuth2Authorization grant = state.isEmpty() ? null : grants.findByToken(state, STATE);
    return grant != null && grant.getPrincipalName().equals(account.getName()) ? grant : null;
  }

  private Optional<String> patient(
      OAuth2Authorization grant,
      OAuth2AuthorizationRequest request,
      RegisteredClient client,
      Person person) {
    String launch = AuthorizeRules.text(request.getAdditionalParameters(), "launch");
    if (launch != null) {
      return launches
          .look(launch, client.getClientId(), person.accountId())
          .map(LaunchContext::patient);
    }
    LaunchContext chosen = grant.getAttribute(GrantStore.CONTEXT);
    return person.ownPatient().or(() -> Optional.ofNullable(chosen).map(LaunchContext::patient));
  }

  private static boolean needsPatient(ScopeSet wanted) {
    return !wanted.has("launch")
        && (wanted.has("launch/patient") || wanted.has(ResourceScope.Level.PATIENT));
  }

  private static OAuth2AuthorizationRequest request(OAuth2Authorization grant) {
    return java.util.Objects.requireNonNull(
        grant.<OAuth2AuthorizationRequest>getAttribute(OAuth2AuthorizationRequest.class.getName()));
  }
}
