package org.attune.accounts.rules;

import java.time.Duration;
import java.time.Instant;

/**
 * How attempts are slowed down: some are free, then each failure doubles the time until the next
 * attempt. Nothing is ever locked.
 *
 * @param free failures without a delay
 * @param first delay after the first failure beyond them
 * @param longest no delay is longer
 * @param memory a failure is forgotten after this time without another; longer than {@code
 *     longest}, else waiting out the delay would pay
 */
public record ThrottlePolicy(int free, Duration first, Duration longest, Duration memory) {

  private static final int MOST_DOUBLINGS = 30;

  /** For one name from one source, or from one known device. */
  public static final ThrottlePolicy NAME =
      new ThrottlePolicy(5, Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofHours(24));

  /** For all names from one source: a practice shares an address, so much more is free. */
  public static final ThrottlePolicy SOURCE =
      new ThrottlePolicy(50, Duration.ofSeconds(2), Duration.ofMinutes(2), Duration.ofHours(1));

  /** How long after that many failures in a row the next attempt has to wait. */
  public Duration delay(int failures) {
    int beyond = failures - free;
    if (beyond <= 0) {
      return Duration.ZERO;
    }
    Duration delay = first.multipliedBy(1L << Math.min(beyond - 1, MOST_DOUBLINGS));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }

  /** How many failures count, with one more at {@code now}. */
  public int count(int failures, Instant last, Instant now) {
    return last.plus(memory).isBefore(now) ? 1 : failures + 1;
  }
}
