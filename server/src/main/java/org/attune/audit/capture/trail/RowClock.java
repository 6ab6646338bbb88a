package org.attune.audit.capture.trail;

import java.time.Clock;
import org.attune.audit.row.AuditRow;

/** The time of rows. */
public record RowClock(Clock clock) {

  public long micros() {
    return AuditRow.micros(clock.instant());
  }
}
