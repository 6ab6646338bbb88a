package org.attune.assessment.outcomes;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Options of outcomes.
 *
 * @param offTrackSession after how many sessions a client can be off track, for all instruments;
 *     absent: as each instrument states it
 */
@ConfigurationProperties("attune.assessment.outcomes")
record OutcomeProperties(@Nullable Integer offTrackSession) {

  OutcomeProperties {
    if (offTrackSession != null && offTrackSession < 1) {
      throw new IllegalArgumentException(
          "attune.assessment.outcomes.off-track-session must be 1 or more");
    }
  }
}
