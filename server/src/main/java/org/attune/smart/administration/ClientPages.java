package org.attune.smart.administration;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.attune.smart.client.ClientRegistry;
import org.attune.smart.client.ClientStore;
import org.attune.smart.client.ClientStore.Registered;
import org.attune.smart.client.RegistrationException;
import org.attune.webui.Times;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The pages on which administrators keep clients. Ids travel as parameters: they may hold signs
 * that have no place in a path.
 */
@Controller
@RequestMapping(AdministrationChain.PAGES)
class ClientPages {

  private static final String ID = "client_id";
  private static final String FORM = "smart/client-form";

  private final ClientRegistry registry;
  private final ClientStore clients;

  ClientPages(ClientRegistry registry, ClientStore clients) {
    this.registry = registry;
    this.clients = clients;
  }

  @ModelAttribute("times")
  Times times() {
    return new Times();
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("clients", clients.registered());
    return "smart/clients";
  }

  @GetMapping("/new")
  String blank(Model model) {
    return form(ClientForm.blank(), false, model);
  }

  @PostMapping
  String register(
      @RequestParam MultiValueMap<String, String> sent, HttpServletResponse response, Model model) {
    ClientForm form = ClientForm.of(sent);
    try {
      return show(registry.register(form.metadata()), response, model);
    } catch (RegistrationException wrong) {
      return form(explained(form, wrong, response, model), false, model);
    }
  }

  @GetMapping("/client")
  String one(
      @RequestParam(name = ID, defaultValue = "") String id,
      HttpServletResponse response,
      Model model) {
    return ofClient(id, response, model, client -> "smart/client");
  }

  @GetMapping("/change")
  String change(
      @RequestParam(name = ID, defaultValue = "") String id,
      HttpServletResponse response,
      Model model) {
    return ofClient(
        id, response, model, client -> form(ClientForm.of(client.client()), true, model));
  }

  @PostMapping("/change")
  String change(
      @RequestParam MultiValueMap<String, String> sent, HttpServletResponse response, Model model) {
    ClientForm form = ClientForm.of(sent);
    try {
      return registry
          .replace(form.text(ID), form.metadata())
          .map(
              outcome ->
                  outcome.secret() == null ? to(form.text(ID)) : show(outcome, response, model))
          .orElseGet(() -> unknown(response, model));
    } catch (RegistrationException wrong) {
      return form(explained(form, wrong, response, model), true, model);
    }
  }

  @GetMapping("/secret")
  String secret(
      @RequestParam(name = ID, defaultValue = "") String id,
      HttpServletResponse response,
      Model model) {
    return ofClient(id, response, model, client -> "smart/client-secret");
  }

  @PostMapping("/secret")
  String renew(
      @RequestParam(name = ID, defaultValue = "") String id,
      HttpServletResponse response,
      Model model) {
    try {
      return registry
          .renewSecret(id)
          .map(outcome -> show(outcome, response, model))
          .orElseGet(() -> unknown(response, model));
    } catch (RegistrationException wrong) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("error", wrong.getMessage());
      return one(id, response, model);
    }
  }

  @GetMapping("/end")
  String end(
      @RequestParam(name = ID, defaultValue = "") String id,
      HttpServletResponse response,
      Model model) {
    return ofClient(id, response, model, client -> "smart/client-end");
  }

  @PostMapping("/end")
  String ended(
      @RequestParam(name = ID, defaultValue = "") String id,
      HttpServletResponse response,
      Model model) {
    return registry.end(id) ? "redirect:" + AdministrationChain.PAGES : unknown(response, model);
  }

  /** What is no page. */
  @RequestMapping("/**")
  String unknown(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute("title", "Not found");
    model.addAttribute("text", "There is no such client, or no page at this address.");
    return "accounts/message";
  }

  private static String to(String id) {
    return "redirect:"
        + UriComponentsBuilder.fromPath(AdministrationChain.PAGES + "/client")
            .queryParam(ID, "{id}")
            .encode()
            .buildAndExpand(id)
            .toUriString();
  }

  /** The secret stands in this one answer; a redirect would have to keep it somewhere. */
  private String show(ClientRegistry.Outcome outcome, HttpServletResponse response, Model model) {
    if (outcome.secret() == null) {
      return to(outcome.client().clientId());
    }
    model.addAttribute("secret", outcome.secret());
    return one(outcome.client().clientId(), response, model);
  }

  private String ofClient(
      String id, HttpServletResponse response, Model model, Function<Registered, String> page) {
    Optional<Registered> found = clients.registered(id);
    found.ifPresent(
        registered -> {
          model.addAttribute("registered", registered);
          model.addAttribute("client", registered.client());
          model.addAttribute("form", ClientForm.of(registered.client()));
          model.addAttribute("ofFile", registry.isOfFile(registered));
        });
    return found.map(page).orElseGet(() -> unknown(response, model));
  }

  private static String form(ClientForm form, boolean known, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("known", known);
    return FORM;
  }

  private static ClientForm explained(
      ClientForm form, RegistrationException wrong, HttpServletResponse response, Model model) {
    response.setStatus(
        wrong.isConflict() ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_ENTITY.value());
    model.addAttribute("error", "The client cannot be registered like that:");
    return form.with(wrong.problems());
  }
}
