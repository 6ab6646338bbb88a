package org.attune.accounts.directory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.attune.accounts.AccountRole;

/**
 * An account to be made.
 *
 * @param userName as typed
 * @param reference relative reference of the resource that the person is
 * @param roles in which the person acts
 */
public record NewAccount(String userName, String reference, Set<AccountRole> roles) {

  /** Keeps its own copy of the roles. */
  public NewAccount {
    roles = Set.copyOf(roles);
  }

  /**
   * Roles by their codes.
   *
   * @throws InvalidAccountException if there is no role of a code
   */
  public static Set<AccountRole> roles(List<String> codes) {
    Set<AccountRole> roles = EnumSet.noneOf(AccountRole.class);
    for (String code : codes) {
      roles.add(AccountRole.of(code.strip()).orElseThrow(NewAccount::unknownRole));
    }
    return roles;
  }

  private static InvalidAccountException unknownRole() {
    List<String> known = Arrays.stream(AccountRole.values()).map(AccountRole::code).toList();
    return new InvalidAccountException(
        "roles", "A role is one of " + String.join(", ", known) + ".");
  }
}
