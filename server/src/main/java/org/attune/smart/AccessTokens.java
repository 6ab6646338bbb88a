package org.attune.smart;

import java.time.Instant;
import java.util.Optional;

/** Tells what an access token stands for, on every node. */
public interface AccessTokens {

  /**
   * The grant behind a token, if it is alive. The database is asked at most once in a minute for
   * each token; a revocation on any node is heard within moments.
   */
  Optional<AccessGrant> find(String token);

  /** Whether a grant has ended since, at a moment. */
  static boolean expired(AccessGrant grant, Instant now) {
    return !now.isBefore(grant.expiresAt());
  }
}
