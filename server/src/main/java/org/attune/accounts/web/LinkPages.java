package org.attune.accounts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.rules.PasswordRule;
import org.attune.accounts.session.AccountSessions;
import org.attune.accounts.signin.ForgottenPasswords;
import org.attune.accounts.signin.Passwords;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that a one-time link opens: to set a password, for the first time or anew. */
@Controller
class LinkPages {

  private static final String FORM = "accounts/link";

  private final AccountDirectory directory;
  private final Passwords passwords;
  private final ForgottenPasswords forgotten;

  LinkPages(AccountDirectory directory, Passwords passwords, ForgottenPasswords forgotten) {
    this.directory = directory;
    this.passwords = passwords;
    this.forgotten = forgotten;
  }

  @GetMapping("/login/forgot")
  String forgot() {
    return "accounts/forgot";
  }

  /** Answers the same to every name: nobody learns here who has an account. */
  @PostMapping("/login/forgot")
  String asked(@RequestParam(name = "username", defaultValue = "") String userName, Model model) {
    forgotten.asked(userName);
    model.addAttribute("asked", true);
    return "accounts/forgot";
  }

  @GetMapping("/login/link/{token}")
  String form(@PathVariable("token") String token, HttpServletResponse response, Model model) {
    Optional<Account> account = directory.ofLink(token);
    return account.isEmpty() ? gone(response, model) : form(account.get(), token, model);
  }

  @PostMapping("/login/link/{token}")
  String set(
      @PathVariable("token") String token,
      @RequestParam(name = "password", defaultValue = "") String password,
      @RequestParam(name = "repeated", defaultValue = "") String repeated,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Account> account = directory.ofLink(token);
    if (account.isEmpty()) {
      return gone(response, model);
    }
    Optional<String> problem = problem(password, repeated, account.get());
    if (problem.isPresent()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("error", problem.get());
      return form(account.get(), token, model);
    }
    if (!directory.usePasswordLink(token, passwords.hash(password))) {
      return gone(response, model);
    }
    AccountSessions.end(request);
    return "redirect:/login?done=password";
  }

  /** What is wrong with a new password that was typed twice. */
  static Optional<String> problem(String password, String repeated, Account account) {
    return PasswordRule.problem(password, account.userName())
        .or(
            () ->
                password.equals(repeated)
                    ? Optional.empty()
                    : Optional.of("The two passwords are not the same."));
  }

  private static String form(Account account, String token, Model model) {
    model.addAttribute("username", account.userName());
    model.addAttribute("token", token);
    return FORM;
  }

  private static String gone(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute("title", "This link cannot be used");
    model.addAttribute(
        "text",
        "It was used already, is too old, or a newer one was made. Ask your practice for a new"
            + " link.");
    return "accounts/message";
  }
}
