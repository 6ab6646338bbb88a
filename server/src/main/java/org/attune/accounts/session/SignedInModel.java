package org.attune.accounts.session;

import org.attune.accounts.AccountPrincipal;
import org.attune.accounts.AccountRole;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the navigation of every page depends on. */
@ControllerAdvice(annotations = Controller.class)
class SignedInModel {

  @ModelAttribute("administrator")
  boolean administrator(@AuthenticationPrincipal @Nullable AccountPrincipal account) {
    return account != null && account.roles().contains(AccountRole.ADMINISTRATOR);
  }

  /** Who opens apps from a chart: all staff but those who only keep accounts. */
  @ModelAttribute("practice")
  boolean practice(@AuthenticationPrincipal @Nullable AccountPrincipal account) {
    return account != null
        && account.roles().stream()
            .anyMatch(role -> role.staff() && role != AccountRole.ADMINISTRATOR);
  }
}
