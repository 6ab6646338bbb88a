package org.attune.audit.capture;

import java.time.Clock;
import org.attune.audit.row.AuditRow;

/** The time of rows. */
record RowClock(Clock clock) {

  long micros() {
    return AuditRow.micros(clock.instant());
  }
}
