package org.attune.risk.rules;

/** What a write of a response means for the alert of one signal. */
public enum Consequence {
  /** The response is a cause: there must be an alert, unless it was dealt with already. */
  RAISE,
  /** The response says more than it did before: there must be an alert, dealt with or not. */
  RAISE_ANEW,
  /** The response is no cause any more: an alert without another cause is void. */
  WITHDRAW,
  /** The alert stays as it is. */
  KEEP;

  /** What the response is after the write. */
  public enum Standing {
    /** In progress, stopped or completed. */
    GIVEN,
    /** Corrected after it was completed. */
    AMENDED,
    /** Entered in error, or deleted. */
    VOID
  }

  /**
   * Decides. A signal that was there once is followed up even if a later version of the response no
   * longer has it: only a correction takes it back, and never one by the client.
   *
   * @param standing what the response is now
   * @param before points that it had before, 0 for none
   * @param now points that it has now, 0 for none
   * @param byClient whether the client or a proxy writes
   */
  public static Consequence of(Standing standing, int before, int now, boolean byClient) {
    if (standing != Standing.VOID && now > 0) {
      return now > before ? RAISE_ANEW : RAISE;
    }
    return standing == Standing.GIVEN || byClient ? KEEP : WITHDRAW;
  }
}
