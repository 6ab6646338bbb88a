package org.attune.terminology.rules;

import org.jspecify.annotations.Nullable;

/**
 * For which length of session a code stands.
 *
 * @param from least number of minutes; absent if the session is not timed
 * @param to greatest number of minutes, included; absent if there is none
 * @param further minutes for each further unit of the code; absent if it counts once
 */
public record TimeBand(@Nullable Integer from, @Nullable Integer to, @Nullable Integer further) {

  /** Whether a session of that many minutes lies in the band. */
  public boolean holds(int minutes) {
    return (from == null || minutes >= from) && (to == null || minutes <= to);
  }

  /** How often the code counts for a session of that many minutes; 0 outside the band. */
  public int units(int minutes) {
    if (!holds(minutes)) {
      return 0;
    }
    return further == null || from == null ? 1 : 1 + (minutes - from) / further;
  }
}
