package org.attune.exchange.bulk.internal;

/** The job was removed, or another server has taken it over: nobody waits for this work. */
final class AttemptEnded extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
