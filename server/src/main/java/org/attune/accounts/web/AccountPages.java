package org.attune.accounts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.attune.accounts.AccountPrincipal;
import org.attune.accounts.SessionsEnded.Reason;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.session.AccountSessions;
import org.attune.accounts.signin.Outcome;
import org.attune.accounts.signin.PasswordStep;
import org.attune.accounts.signin.Passwords;
import org.attune.accounts.signin.SecondFactorStep;
import org.attune.webui.Times;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person's own account: overview, password, sessions. */
@Controller
@RequestMapping("/account")
class AccountPages {

  private static final String PASSWORD = "accounts/password";
  private static final String SESSIONS = "accounts/sessions";

  private final AccountDirectory directory;
  private final PasswordStep passwordStep;
  private final Passwords passwords;
  private final SecondFactorStep secondFactor;
  private final AccountSessions sessions;

  AccountPages(
      AccountDirectory directory,
      PasswordStep passwordStep,
      Passwords passwords,
      SecondFactorStep secondFactor,
      AccountSessions sessions) {
    this.directory = directory;
    this.passwordStep = passwordStep;
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
  }

  @ModelAttribute("account")
  Account account(@AuthenticationPrincipal AccountPrincipal principal) {
    return directory.find(principal.accountId()).orElseThrow();
  }

  @GetMapping
  String overview(@ModelAttribute(name = "account", binding = false) Account account, Model model) {
    model.addAttribute("codes", secondFactor.recoveryCodes(account.id()));
    return "accounts/account";
  }

  @GetMapping("/password")
  String passwordForm() {
    return PASSWORD;
  }

  @PostMapping("/password")
  String changePassword(
      @ModelAttribute(name = "account", binding = false) Account account,
      PasswordChange change,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Outcome outcome = passwordStep.confirm(account, change.current(), Browser.attempt(request));
    if (!(outcome instanceof Outcome.Passed)) {
      model.addAttribute(
          "error", Browser.failure(response, outcome, "The current password is wrong."));
      model.addAttribute("wrong", "current");
      return PASSWORD;
    }
    Optional<String> problem = LinkPages.problem(change.password(), change.repeated(), account);
    if (problem.isPresent()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("error", problem.get());
      model.addAttribute("wrong", "password");
      return PASSWORD;
    }
    directory.setPassword(account.id(), passwords.hash(change.password()));
    AccountSessions.end(request);
    return "redirect:/login?done=password";
  }

  /**
   * A change of the password.
   *
   * @param current the password until now
   * @param password the new one
   * @param repeated the new one again
   */
  record PasswordChange(String current, String password, String repeated) {
    PasswordChange {
      current = Optional.ofNullable(current).orElse("");
      password = Optional.ofNullable(password).orElse("");
      repeated = Optional.ofNullable(repeated).orElse("");
    }
  }

  @GetMapping("/sessions")
  String list(
      @ModelAttribute(name = "account", binding = false) Account account,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("times", new Times());
    model.addAttribute("sessions", sessions.of(account.id(), request));
    return SESSIONS;
  }

  @PostMapping("/sessions/end")
  String end(
      @ModelAttribute(name = "account", binding = false) Account account,
      @RequestParam(name = "handle", defaultValue = "") String handle) {
    sessions.end(account.id(), handle);
    return "redirect:/account/sessions";
  }

  @PostMapping("/sessions/end-all")
  String endAll(
      @ModelAttribute(name = "account", binding = false) Account account,
      HttpServletRequest request) {
    directory.endSessions(account.id(), Reason.SIGNED_OUT);
    AccountSessions.end(request);
    return "redirect:/login?done=signed-out";
  }
}
