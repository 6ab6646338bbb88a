package org.attune.accounts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.attune.accounts.AccountPrincipal;
import org.attune.accounts.directory.Account;
import org.attune.accounts.rules.OwnPath;
import org.attune.accounts.session.AccountSessions;
import org.attune.accounts.session.PendingSignIn;
import org.attune.accounts.signin.Outcome;
import org.attune.accounts.signin.PasswordStep;
import org.attune.accounts.signin.SecondFactorStep;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in with name and password, and signing out. */
@Controller
class SignInPages {

  private static final String LOGIN = "accounts/login";
  private static final String WRONG = "The user name or the password is wrong.";

  private final PasswordStep passwords;
  private final SecondFactorStep secondFactor;
  private final AccountSessions sessions;
  private final Clock clock;

  SignInPages(
      PasswordStep passwords,
      SecondFactorStep secondFactor,
      AccountSessions sessions,
      Clock clock) {
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
    this.clock = clock;
  }

  @GetMapping("/login")
  String form(
      @AuthenticationPrincipal @Nullable AccountPrincipal principal,
      @RequestParam(name = "done", defaultValue = "") String done,
      Model model) {
    if (principal != null) {
      return "redirect:/account";
    }
    model.addAttribute(
        "note",
        switch (done) {
          case "signed-out" -> "You have signed out.";
          case "password" -> "Your password is set. Sign in with it.";
          case "again" -> "Sign in again.";
          default -> null;
        });
    return LOGIN;
  }

  @PostMapping("/login")
  String signIn(
      @RequestParam(name = "username", defaultValue = "") String name,
      @RequestParam(name = "password", defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Outcome outcome = passwords.check(name, password, Browser.attempt(request));
    if (!(outcome instanceof Outcome.Passed passed)) {
      model.addAttribute("error", Browser.failure(response, outcome, WRONG));
      model.addAttribute("username", name);
      return LOGIN;
    }
    Account account = passed.account();
    if (account.secondFactor() || secondFactor.required(account)) {
      String secret = account.secondFactor() ? null : SecondFactorStep.newSecret();
      if (request.getSession(false) != null) {
        request.changeSessionId();
      }
      Browser.pending(request, new PendingSignIn(account.id(), clock.instant(), 0, secret));
      return secret == null ? "redirect:/login/code" : "redirect:/login/enroll";
    }
    return complete(account, request, response);
  }

  /** Begins the session of a person who has shown all that is asked for. */
  String complete(Account account, HttpServletRequest request, HttpServletResponse response) {
    Browser.remember(request, response, passwords.remember(account.id(), Browser.device(request)));
    sessions.begin(request, response, account);
    return "redirect:/login/continue";
  }

  /**
   * Leads on to the page that was asked for before signing in. It is a page and not a redirect,
   * because that page may in turn redirect to an app, which the policy for forms would forbid as
   * long as the browser follows the form's answer.
   */
  @GetMapping("/login/continue")
  String onward(
      @AuthenticationPrincipal @Nullable AccountPrincipal principal,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (principal == null) {
      return "redirect:/login";
    }
    SavedRequest saved = new HttpSessionRequestCache().getRequest(request, response);
    Optional<String> path =
        Optional.ofNullable(saved).map(SavedRequest::getRedirectUrl).flatMap(OwnPath::of);
    if (path.isEmpty()) {
      return "redirect:/account";
    }
    model.addAttribute("refresh", path.get());
    return "accounts/continue";
  }

  @PostMapping("/logout")
  String signOut(HttpServletRequest request) {
    AccountSessions.end(request);
    return "redirect:/login?done=signed-out";
  }

  /** The access rules of the pages lead here, by a forward. */
  @RequestMapping("/login/refused")
  String refused(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    model.addAttribute("title", "Not allowed");
    model.addAttribute(
        "text",
        "You may not do that, or the page was open for too long. Go back, load the page again and"
            + " repeat it.");
    return "accounts/message";
  }

  /** What is no page. */
  @RequestMapping({"/login/**", "/logout", "/account/**", "/admin/accounts/**"})
  String unknown(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute("title", "No such page");
    model.addAttribute("text", "There is nothing at this address.");
    return "accounts/message";
  }
}
