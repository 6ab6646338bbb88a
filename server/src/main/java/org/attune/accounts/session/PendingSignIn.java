package org.attune.accounts.session;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has shown the password and not yet the second factor. Kept in the session; as yet the
 * session is nobody's.
 *
 * @param account whose password it was
 * @param since when
 * @param failures wrong codes since then
 * @param secret of a second factor that is being set up, in base 64; absent if one is asked for
 */
public record PendingSignIn(UUID account, Instant since, int failures, @Nullable String secret)
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST_FAILURES = 5;

  /** Whether a second factor is being set up. */
  public boolean enrolling() {
    return secret != null;
  }

  /** The secret that is being set up. */
  public byte[] secretBytes() {
    return Base64.getDecoder().decode(Objects.requireNonNull(secret));
  }

  /** Whether the password has to be shown again. */
  public boolean over(Instant now) {
    return failures >= MOST_FAILURES || since.plus(LONGEST).isBefore(now);
  }

  /** After a wrong code. */
  public PendingSignIn failed() {
    return new PendingSignIn(account, since, failures + 1, secret);
  }
}
