package org.attune.accounts;

import java.util.UUID;

/**
 * An event: all sessions of an account have ended, in the current transaction. Whoever holds tokens
 * that live no longer than a session (SMART's {@code online_access}) ends them as well; after
 * {@link Reason#DISABLED} and {@link Reason#RESET}, all tokens of the account.
 *
 * @param accountId the account
 * @param reason why
 */
public record SessionsEnded(UUID accountId, Reason reason) {

  /** Why sessions ended. */
  public enum Reason {
    /** The person signed out everywhere. */
    SIGNED_OUT,
    /** The password was reset or changed, or the second factor taken off. */
    RESET,
    /** Roles or the reference of the account changed. */
    CHANGED,
    /** The account was disabled or removed. */
    DISABLED
  }
}
