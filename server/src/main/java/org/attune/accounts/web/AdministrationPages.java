package org.attune.accounts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.AccountPrincipal;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.directory.InvalidAccountException;
import org.attune.accounts.directory.LinkRequests;
import org.attune.accounts.directory.NewAccount;
import org.attune.webui.Times;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The pages on which administrators keep accounts. */
@Controller
@RequestMapping("/admin/accounts")
class AdministrationPages {

  private static final String LIST = "accounts/admin";
  private static final String ONE = "accounts/admin-account";
  private static final String TO_ONE = "redirect:/admin/accounts/";

  private final AccountDirectory directory;
  private final LinkRequests requests;

  AdministrationPages(AccountDirectory directory, LinkRequests requests) {
    this.directory = directory;
    this.requests = requests;
  }

  @ModelAttribute("waiting")
  Map<UUID, Instant> waiting() {
    return requests.waiting();
  }

  @ModelAttribute("times")
  Times times() {
    return new Times();
  }

  @ModelAttribute("allRoles")
  List<AccountRole> allRoles() {
    return List.of(AccountRole.values());
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("accounts", directory.all());
    return LIST;
  }

  @PostMapping
  String create(
      @RequestParam(name = "userName", defaultValue = "") String userName,
      @RequestParam(name = "reference", defaultValue = "") String reference,
      @RequestParam(name = "role", required = false) List<String> roles,
      HttpServletResponse response,
      Model model) {
    try {
      Account account = directory.create(new NewAccount(userName, reference.strip(), roles(roles)));
      return TO_ONE + account.id();
    } catch (InvalidAccountException invalid) {
      explain(invalid, response, model);
      model.addAttribute("userName", userName);
      model.addAttribute("reference", reference);
      model.addAttribute("chosen", roles(roles));
      return list(model);
    }
  }

  @GetMapping("/{id:[0-9a-f-]{36}}")
  String one(@PathVariable("id") UUID id, HttpServletResponse response, Model model) {
    return directory
        .find(id)
        .map(account -> show(account, model))
        .orElseGet(
            () -> {
              response.setStatus(HttpStatus.NOT_FOUND.value());
              model.addAttribute("title", "No such account");
              model.addAttribute("text", "There is no account at this address.");
              return "accounts/message";
            });
  }

  @PostMapping("/{id:[0-9a-f-]{36}}/link")
  String link(@PathVariable("id") UUID id, HttpServletResponse response, Model model) {
    directory
        .find(id)
        .filter(account -> !account.disabled())
        .ifPresent(
            account ->
                model
                    .addAttribute(
                        "link",
                        ServletUriComponentsBuilder.fromCurrentContextPath()
                            .path(directory.link(id))
                            .toUriString())
                    .addAttribute("waiting", Map.of()));
    return one(id, response, model);
  }

  @PostMapping("/{id:[0-9a-f-]{36}}/roles")
  String roles(
      @PathVariable("id") UUID id,
      @RequestParam(name = "role", required = false) List<String> roles,
      HttpServletResponse response,
      Model model) {
    try {
      directory.find(id).ifPresent(account -> directory.changeRoles(account, roles(roles)));
      return TO_ONE + id;
    } catch (InvalidAccountException invalid) {
      explain(invalid, response, model);
      return one(id, response, model);
    }
  }

  /** Nobody disables the own account: the last administrator could lock all out. */
  @PostMapping("/{id:[0-9a-f-]{36}}/disable")
  String disable(
      @PathVariable("id") UUID id,
      @AuthenticationPrincipal AccountPrincipal principal,
      HttpServletResponse response,
      Model model) {
    if (principal.accountId().equals(id)) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("error", "You cannot disable the account that you are signed in with.");
      return one(id, response, model);
    }
    directory.find(id).ifPresent(account -> directory.disable(account.id()));
    return TO_ONE + id;
  }

  @PostMapping("/{id:[0-9a-f-]{36}}/enable")
  String enable(@PathVariable("id") UUID id) {
    directory.enable(id);
    return TO_ONE + id;
  }

  @PostMapping("/{id:[0-9a-f-]{36}}/remove-second-factor")
  String removeSecondFactor(@PathVariable("id") UUID id, HttpServletRequest request) {
    directory.find(id).ifPresent(account -> directory.removeSecondFactor(account.id()));
    return TO_ONE + id;
  }

  private String show(Account account, Model model) {
    model.addAttribute("account", account);
    return ONE;
  }

  private static void explain(
      InvalidAccountException invalid, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    model.addAttribute("error", invalid.getMessage());
    model.addAttribute("wrong", invalid.field());
  }

  private static Set<AccountRole> roles(@org.jspecify.annotations.Nullable List<String> codes) {
    Set<AccountRole> roles = EnumSet.noneOf(AccountRole.class);
    if (codes != null) {
      codes.forEach(code -> AccountRole.of(code).ifPresent(roles::add));
    }
    return roles;
  }
}
