package org.attune.accounts.signin;

import java.time.Duration;
import org.attune.accounts.directory.Account;

/** What came of a step of signing in. */
public sealed interface Outcome {

  /** The step succeeded. */
  record Passed(Account account) implements Outcome {}

  /** What was given is wrong, for whatever reason. */
  record Refused() implements Outcome {}

  /**
   * Nothing was looked at.
   *
   * @param delay time until the next attempt
   */
  record Throttled(Duration delay) implements Outcome {

    /** Whole seconds to wait, at least one. */
    public long seconds() {
      return Math.max(1, delay.plusMillis(999).toSeconds());
    }
  }
}
