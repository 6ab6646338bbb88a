package org.attune.accounts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.rules.Base32;
import org.attune.accounts.session.PendingSignIn;
import org.attune.accounts.signin.Outcome;
import org.attune.accounts.signin.PasswordStep;
import org.attune.accounts.signin.SecondFactorStep;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second step of signing in: a code, or the setting up of the app that gives it. */
@Controller
class SecondFactorPages {

  private static final String AGAIN = "redirect:/login?done=again";
  private static final String CODE = "accounts/code";
  private static final String ENROLL = "accounts/enroll";
  private static final String WRONG =
      "The code is wrong or was used before. Wait for the next one and enter it.";

  private final AccountDirectory directory;
  private final PasswordStep passwords;
  private final SecondFactorStep secondFactor;
  private final SignInPages signIn;
  private final Clock clock;

  SecondFactorPages(
      AccountDirectory directory,
      PasswordStep passwords,
      SecondFactorStep secondFactor,
      SignInPages signIn,
      Clock clock) {
    this.directory = directory;
    this.passwords = passwords;
    this.secondFactor = secondFactor;
    this.signIn = signIn;
    this.clock = clock;
  }

  @GetMapping("/login/code")
  String form(HttpServletRequest request) {
    return step(request, false).isPresent() ? CODE : AGAIN;
  }

  @PostMapping("/login/code")
  String check(
      @RequestParam(name = "code", defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<PendingSignIn> pending = step(request, false);
    Optional<Account> account = pending.flatMap(this::account);
    if (account.isEmpty()) {
      return AGAIN;
    }
    Outcome outcome = secondFactor.check(account.get(), code, Browser.attempt(request));
    if (outcome instanceof Outcome.Passed) {
      return signIn.complete(account.get(), request, response);
    }
    return failed(request, response, model, pending.get(), outcome) ? CODE : AGAIN;
  }

  @GetMapping("/login/enroll")
  String setUp(HttpServletRequest request, Model model) {
    Optional<PendingSignIn> pending = step(request, true);
    Optional<Account> account = pending.flatMap(this::account);
    if (account.isEmpty()) {
      return AGAIN;
    }
    show(model, account.get(), pending.get());
    return ENROLL;
  }

  @PostMapping("/login/enroll")
  String confirm(
      @RequestParam(name = "code", defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<PendingSignIn> pending = step(request, true);
    Optional<Account> account = pending.flatMap(this::account);
    // Set up meanwhile in another window: then that one counts.
    if (account.filter(found -> !found.secondFactor()).isEmpty()) {
      return AGAIN;
    }
    byte[] secret = pending.get().secretBytes();
    Optional<List<String>> codes = secondFactor.enroll(account.get().id(), secret, code);
    if (codes.isEmpty()) {
      show(model, account.get(), pending.get());
      return failed(request, response, model, pending.get(), new Outcome.Refused())
          ? ENROLL
          : AGAIN;
    }
    signIn.complete(account.get(), request, response);
    model.addAttribute("codes", codes.get());
    model.addAttribute("onward", "/login/continue");
    return "accounts/codes";
  }

  /** What the page of a new secret shows: the secret in groups, and the address for the app. */
  static void show(Model model, Account account, byte[] secret, String action) {
    String text = Base32.encode(secret);
    String name = URLEncoder.encode(account.userName(), StandardCharsets.UTF_8);
    model.addAttribute("action", action);
    model.addAttribute("secret", text.replaceAll("(.{4})(?=.)", "$1 "));
    model.addAttribute(
        "otpauth", "otpauth://totp/Attune:" + name + "?secret=" + text + "&issuer=Attune");
  }

  private static void show(Model model, Account account, PendingSignIn pending) {
    show(model, account, pending.secretBytes(), "/login/enroll");
  }

  private Optional<PendingSignIn> step(HttpServletRequest request, boolean enrolling) {
    return Browser.pending(request, clock.instant())
        .filter(pending -> pending.enrolling() == enrolling);
  }

  private Optional<Account> account(PendingSignIn pending) {
    return directory.find(pending.account()).filter(passwords::usable);
  }

  /** Counts a failure; false if the password has to be shown again. */
  private boolean failed(
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      PendingSignIn pending,
      Outcome outcome) {
    PendingSignIn next = pending.failed();
    if (next.over(clock.instant())) {
      Browser.forgetPending(request);
      return false;
    }
    Browser.pending(request, next);
    model.addAttribute("error", Browser.failure(response, outcome, WRONG));
    return true;
  }
}
