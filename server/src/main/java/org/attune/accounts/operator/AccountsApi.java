package org.attune.accounts.operator;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.attune.accounts.AccountRole;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.accounts.directory.InvalidAccountException;
import org.attune.accounts.directory.NewAccount;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Accounts as JSON, for the operator: whoever holds the token of the data directory. The chain of
 * bearer tokens lets nobody else come here.
 */
@RestController
@RequestMapping("/accounts")
class AccountsApi {

  private final AccountDirectory directory;

  AccountsApi(AccountDirectory directory) {
    this.directory = directory;
  }

  /**
   * An account to be made.
   *
   * @param userName the name to sign in with
   * @param reference the resource that the person is, such as {@code PractitionerRole/…}
   * @param roles codes of roles
   */
  record Wanted(
      @Nullable String userName, @Nullable String reference, @Nullable List<String> roles) {}

  /**
   * An account.
   *
   * @param passwordLink path with which the person sets a password, once; only after it was made
   */
  record Shown(
      UUID id,
      String userName,
      String reference,
      List<String> roles,
      boolean passwordSet,
      boolean secondFactor,
      boolean disabled,
      @Nullable String passwordLink) {

    static Shown of(Account account, @Nullable String link) {
      return new Shown(
          account.id(),
          account.userName(),
          account.reference(),
          account.roles().stream().sorted().map(AccountRole::code).toList(),
          account.passwordSet(),
          account.secondFactor(),
          account.disabled(),
          link);
    }
  }

  @GetMapping
  List<Shown> all() {
    return directory.all().stream().map(account -> Shown.of(account, null)).toList();
  }

  @GetMapping("/{id}")
  ResponseEntity<Shown> one(@PathVariable("id") UUID id) {
    return ResponseEntity.of(directory.find(id).map(account -> Shown.of(account, null)));
  }

  @PostMapping
  ResponseEntity<Shown> create(@RequestBody Wanted wanted) {
    Account account =
        directory.create(
            new NewAccount(
                text(wanted.userName()),
                text(wanted.reference()),
                NewAccount.roles(wanted.roles() == null ? List.of() : wanted.roles())));
    return ResponseEntity.status(HttpStatus.CREATED)
        .header("Location", "/accounts/" + account.id())
        .body(Shown.of(account, directory.link(account.id())));
  }

  @PostMapping("/{id}/link")
  ResponseEntity<Shown> link(@PathVariable("id") UUID id) {
    return ResponseEntity.of(
        directory.find(id).map(account -> Shown.of(account, directory.link(account.id()))));
  }

  @PostMapping("/{id}/disable")
  ResponseEntity<Shown> disable(@PathVariable("id") UUID id) {
    return change(id, () -> directory.disable(id));
  }

  @PostMapping("/{id}/enable")
  ResponseEntity<Shown> enable(@PathVariable("id") UUID id) {
    return change(id, () -> directory.enable(id));
  }

  @PostMapping("/{id}/remove-second-factor")
  ResponseEntity<Shown> removeSecondFactor(@PathVariable("id") UUID id) {
    return change(id, () -> directory.removeSecondFactor(id));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> refuse(InvalidAccountException invalid) {
    return ResponseEntity.unprocessableEntity()
        .body(Map.of("field", invalid.field(), "error", String.valueOf(invalid.getMessage())));
  }

  private ResponseEntity<Shown> change(UUID id, Runnable change) {
    if (directory.find(id).isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    change.run();
    return one(id);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
