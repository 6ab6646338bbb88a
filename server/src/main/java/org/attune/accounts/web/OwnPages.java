package org.attune.accounts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.attune.accounts.AccountPrincipal;
import org.attune.accounts.AuthorizedApps;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.session.PendingSignIn;
import org.attune.accounts.signin.Outcome;
import org.attune.accounts.signin.PasswordStep;
import org.attune.accounts.signin.SecondFactorStep;
import org.attune.webui.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person's own second factor, and the apps that may act for the person. */
@Controller
@RequestMapping("/account")
class OwnPages {

  private static final Logger LOG = LoggerFactory.getLogger(OwnPages.class);
  private static final String SECOND_FACTOR = "accounts/second-factor";
  private static final String ENROLL = "/account/second-factor/enroll";

  private final AccountDirectory directory;
  private final PasswordStep passwords;
  private final SecondFactorStep secondFactor;
  private final Clock clock;
  private final List<AuthorizedApps> apps;

  OwnPages(
      AccountDirectory directory,
      PasswordStep passwords,
      SecondFactorStep secondFactor,
      Clock clock,
      ObjectProvider<AuthorizedApps> apps) {
    this.directory = directory;
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.clock = clock;
    this.apps = apps.orderedStream().toList();
  }

  @ModelAttribute("account")
  Account account(@AuthenticationPrincipal AccountPrincipal principal) {
    return directory.find(principal.accountId()).orElseThrow();
  }

  @GetMapping("/second-factor")
  String secondFactor() {
    return SECOND_FACTOR;
  }

  /** Asks once more for what the person has, so that an open browser is not enough. */
  @PostMapping("/second-factor")
  String begin(
      @ModelAttribute(name = "account", binding = false) Account account,
      @RequestParam(name = "current", defaultValue = "") String current,
      @RequestParam(name = "code", defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Outcome outcome = passwords.confirm(account, current, Browser.attempt(request));
    if (outcome instanceof Outcome.Passed && account.secondFactor()) {
      outcome = secondFactor.check(account, code, Browser.attempt(request));
    }
    if (!(outcome instanceof Outcome.Passed)) {
      model.addAttribute(
          "error", Browser.failure(response, outcome, "The password or the code is wrong."));
      return SECOND_FACTOR;
    }
    Browser.pending(
        request, new PendingSignIn(account.id(), clock.instant(), 0, SecondFactorStep.newSecret()));
    return "redirect:" + ENROLL;
  }

  @GetMapping("/second-factor/enroll")
  String show(
      @ModelAttribute(name = "account", binding = false) Account account,
      HttpServletRequest request,
      Model model) {
    Optional<PendingSignIn> pending = pending(request, account);
    if (pending.isEmpty()) {
      return "redirect:/account/second-factor";
    }
    SecondFactorPages.show(model, account, pending.get().secretBytes(), ENROLL);
    return "accounts/enroll";
  }

  @PostMapping("/second-factor/enroll")
  String enroll(
      @ModelAttribute(name = "account", binding = false) Account account,
      @RequestParam(name = "code", defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<PendingSignIn> pending = pending(request, account);
    if (pending.isEmpty()) {
      return "redirect:/account/second-factor";
    }
    byte[] secret = pending.get().secretBytes();
    Optional<List<String>> codes = secondFactor.enroll(account.id(), secret, code);
    if (codes.isEmpty()) {
      Browser.pending(request, pending.get().failed());
      response.setStatus(HttpStatus.FORBIDDEN.value());
      model.addAttribute("error", "The code is wrong. Enter the one that the app shows now.");
      SecondFactorPages.show(model, account, secret, ENROLL);
      return "accounts/enroll";
    }
    Browser.forgetPending(request);
    model.addAttribute("codes", codes.get());
    model.addAttribute("onward", "/account");
    return "accounts/codes";
  }

  @GetMapping("/apps")
  String apps(@ModelAttribute(name = "account", binding = false) Account account, Model model) {
    model.addAttribute("times", new Times());
    model.addAttribute(
        "apps", apps.stream().flatMap(found -> found.of(account.id()).stream()).toList());
    return "accounts/apps";
  }

  @PostMapping("/apps/revoke")
  String revoke(
      @ModelAttribute(name = "account", binding = false) Account account,
      @RequestParam(name = "app", defaultValue = "") String app) {
    if (apps.stream().anyMatch(found -> found.revoke(account.id(), app))) {
      LOG.info("Account {} took an app's grant back", account.id());
    }
    return "redirect:/account/apps";
  }

  private Optional<PendingSignIn> pending(HttpServletRequest request, Account account) {
    return Browser.pending(request, clock.instant())
        .filter(found -> found.enrolling() && found.account().equals(account.id()));
  }
}
