package org.attune.examples.plan;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.attune.examples.story.Client;
import org.attune.examples.story.Practice;

/**
 * One appointment of a client and what came of it.
 *
 * @param key unique within the practice and independent of the day of loading
 * @param week weeks before the week of loading
 * @param number how many sessions with this clinician it makes; 1 is the first
 * @param scheduled when it was to start
 * @param planned minutes
 * @param start when it started
 * @param minutes how long it lasted
 */
public record Session(
    String key,
    Client client,
    Practice.Member clinician,
    Kind kind,
    Outcome outcome,
    int week,
    int number,
    boolean video,
    ZonedDateTime scheduled,
    int planned,
    ZonedDateTime start,
    int minutes) {

  /** What kind of session it is; the code is that of the session types. */
  public enum Kind {
    INTAKE("intake"),
    MEDICAL_INTAKE("medical-intake"),
    INDIVIDUAL("individual"),
    COUPLE("couple"),
    FAMILY("family"),
    GROUP("group"),
    CRISIS("crisis"),
    MEDICATION("medication-management"),
    MEDICATION_THERAPY("medication-management-therapy");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** Code of the session type. */
    public String code() {
      return code;
    }

    /** Whether a prescriber holds it. */
    public boolean medical() {
      return this == MEDICAL_INTAKE || this == MEDICATION || this == MEDICATION_THERAPY;
    }

    /** Whether it opens the work with a clinician. */
    public boolean first() {
      return this == INTAKE || this == MEDICAL_INTAKE;
    }
  }

  /** What came of it. */
  public enum Outcome {
    HELD,
    NO_SHOW,
    LATE_CANCEL,
    CANCELLED,
    BOOKED
  }

  /** Whether it took place. */
  public boolean held() {
    return outcome == Outcome.HELD;
  }

  /** When it ended. */
  public ZonedDateTime end() {
    return start.plus(Duration.ofMinutes(minutes));
  }

  /** When it was to end. */
  public ZonedDateTime scheduledEnd() {
    return scheduled.plus(Duration.ofMinutes(planned));
  }
}
