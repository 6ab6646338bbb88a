package org.attune.architecture.breach;

import java.time.Instant;

/** Reads the wall clock. */
public class WallClockBreach {

  Instant now() {
    return Instant.now();
  }
}
