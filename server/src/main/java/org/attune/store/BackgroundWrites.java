package org.attune.store;

import ca.uhn.fhir.jpa.cache.ISearchParamIdentityCacheSvc;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets HAPI's own threads finish what they write of search parameters before the connection pool
 * closes. They outlive the request that set them off, and would otherwise lose their connection in
 * mid-statement when the server stops soon after its first writes.
 */
@Component
class BackgroundWrites implements SmartLifecycle {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ISearchParamIdentityCacheSvc searchParameterIdentities;
  private volatile boolean running;

  BackgroundWrites(ISearchParamIdentityCacheSvc searchParameterIdentities) {
    this.searchParameterIdentities = searchParameterIdentities;
  }

  @Override
  public void start() {
    running = true;
  }

  /** After the web server, whose requests make such writes. */
  @Override
  public void stop() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (searchParameterIdentities.hasInFlightTasks() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
