package org.attune.accounts.signin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.attune.accounts.rules.PasswordRule;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Password hashes: bcrypt. A comparison takes as long for an account that does not exist, and no
 * more of them run at a time than there are processors, for each costs a quarter of a second.
 */
@Component
public class Passwords {

  private static final int COST = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Well formed, of the same cost, and the hash of nothing that anyone knows. */
  private static final String NOBODY = "$2a$" + COST + "$" + ".".repeat(53);

  private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(COST);
  private final Semaphore slots = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** Thrown when too many comparisons wait. */
  static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The hash to store.
   *
   * @param password one that {@link PasswordRule} takes
   */
  public String hash(String password) {
    return slot(() -> encoder.encode(password));
  }

  /**
   * Compares, in the same time whether or not there is a hash.
   *
   * @param hash of the account; absent if there is no account or no password
   */
  public boolean matches(String password, @Nullable String hash) {
    // Beyond its limit bcrypt would compare the beginning alone.
    boolean whole = password.getBytes(StandardCharsets.UTF_8).length <= PasswordRule.MOST_BYTES;
    String candidate = whole ? password : "";
    boolean equal = slot(() -> encoder.matches(candidate, hash == null ? NOBODY : hash));
    return equal && whole && hash != null;
  }

  private <T> T slot(java.util.function.Supplier<T> work) {
    try {
      if (!slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    try {
      return work.get();
    } finally {
      slots.release();
    }
  }
}
