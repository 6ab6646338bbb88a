package org.attune.access;

import org.attune.store.Caller;
import org.jspecify.annotations.Nullable;

/** Finds the access token that limits a caller. */
final class Tokens {

  private Tokens() {}

  /**
   * The token, if a token limits the caller. What an operation entails was decided on with the
   * operation, and the server itself has no token.
   */
  static @Nullable TokenAccess limiting(Caller caller) {
    return caller.operation() == null && caller.actor().token() instanceof TokenAccess token
        ? token
        : null;
  }
}
