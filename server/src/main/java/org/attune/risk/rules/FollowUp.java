package org.attune.risk.rules;

/** Which changes of an alert's Task are allowed. */
public enum FollowUp {
  /** The change is allowed. */
  ALLOWED,
  /** The change ends the work and says what was decided. */
  DECIDED,
  /** The work would end without anybody having decided. */
  DISPOSITION_MISSING,
  /** Work that has ended is not taken up again; a new answer makes a new Task. */
  ENDED;

  /** What a Task says of the work. */
  public enum Work {
    /** Asked for, taken on, or under way. */
    OPEN,
    /** Completed. */
    COMPLETED,
    /** Given up in any other way. */
    GIVEN_UP
  }

  /**
   * Decides.
   *
   * @param before the work before
   * @param after the work afterwards
   * @param disposition whether the Task says what was decided
   */
  public static FollowUp of(Work before, Work after, boolean disposition) {
    if (before != Work.OPEN) {
      return before == after ? ALLOWED : ENDED;
    }
    return switch (after) {
      case OPEN -> ALLOWED;
      case COMPLETED -> disposition ? DECIDED : DISPOSITION_MISSING;
      case GIVEN_UP -> DISPOSITION_MISSING;
    };
  }
}
