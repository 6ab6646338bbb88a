package org.attune.access.emergency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of emergency access.
 *
 * @param breakGlassDuration how long a chart stays open to whoever opened it in an emergency
 */
@ConfigurationProperties("attune.access")
public record EmergencyProperties(@DefaultValue("4h") Duration breakGlassDuration) {

  /** Checks the values. */
  public EmergencyProperties {
    if (breakGlassDuration.isNegative()
        || breakGlassDuration.isZero()
        || breakGlassDuration.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "attune.access.break-glass-duration must be longer than nothing and at most 24h");
    }
  }
}
