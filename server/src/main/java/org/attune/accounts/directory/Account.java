package org.attune.accounts.directory;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.attune.accounts.AccountRole;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is stored, without its secrets.
 *
 * @param id the account
 * @param userName the name to sign in with, in canonical form
 * @param reference the resource it is tied to, relative
 * @param roles never empty
 * @param passwordSet whether a password was ever set
 * @param secondFactor whether a second factor is set up
 * @param demo whether it belongs to the demonstration
 * @param disabledAt since when nobody can sign in with it; absent if one can
 */
public record Account(
    UUID id,
    String userName,
    String reference,
    Set<AccountRole> roles,
    boolean passwordSet,
    boolean secondFactor,
    boolean demo,
    @Nullable Instant disabledAt) {

  /** Keeps its own copy of the roles, in their order. */
  public Account {
    Set<AccountRole> ordered = EnumSet.noneOf(AccountRole.class);
    ordered.addAll(roles);
    roles = Collections.unmodifiableSet(ordered);
  }

  /** Whether any of the roles is one of the practice's staff. */
  public boolean staff() {
    return roles.stream().anyMatch(AccountRole::staff);
  }

  /** Whether any of the roles sees other people's records. */
  public boolean professional() {
    return roles.stream().anyMatch(AccountRole::professional);
  }

  /** Whether nobody can sign in with it. */
  public boolean disabled() {
    return disabledAt != null;
  }
}
