package org.attune.exchange.bulk.rules;

import java.time.Duration;

/** How often it is worth asking for the state of a job. */
public final class Pace {

  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(2);

  private Pace() {}

  /**
   * Seconds until the next question. A small export is over in seconds, and one that was not small
   * will take its time.
   *
   * @param age of the job
   */
  public static int retryAfterSeconds(Duration age) {
    if (age.compareTo(SHORT) < 0) {
      return 1;
    }
    return age.compareTo(LONG) < 0 ? 5 : 30;
  }
}
