package org.attune.access.grants;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.attune.access.rules.Grant;
import org.attune.access.rules.Standing;
import org.attune.database.Notifications;
import org.attune.smart.AccessGrant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers with whom each actor has to do, so that a request asks no table. A change drops what it
 * concerns: on its own node before its request is answered, on the others within moments. Should an
 * announcement be lost, minutes are the bound.
 */
@Component
public class Standings {

  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  private final GrantTable grants;
  private final Clock clock;
  private final Cache<String, Standing> known;
  private final AtomicLong drops = new AtomicLong();

  Standings(GrantTable grants, Notifications notifications, Clock clock) {
    this.grants = grants;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(ticker(clock))
            .build();
    notifications.listen(
        GrantTable.CHANNEL,
        actors -> drop(actors.isEmpty() ? Set.of() : Set.of(actors.split(","))));
  }

  private static Ticker ticker(Clock clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  /** Of whoever holds a token: the person, or the organization that a system acts for. */
  public Standing of(AccessGrant token) {
    String organization = token.organization();
    return organization != null
        ? of("Organization/" + organization)
        : token.onBehalfOf().map(person -> of(person.fhirUser())).orElse(Standing.NONE);
  }

  /** Of an actor, named by a relative reference. */
  Standing of(String actor) {
    Standing standing = known.getIfPresent(actor);
    if (standing != null && standing.holds(clock.instant())) {
      return standing;
    }
    long before = drops.get();
    Standing fresh = Standing.of(actor, set -> grants.of(set, clock.instant()), clock.instant());
    // What was read before a change must not be remembered after it was announced, and what a
    // transaction has not committed yet not at all.
    if (drops.get() == before && !TransactionSynchronizationManager.isActualTransactionActive()) {
      known.put(actor, fresh);
    }
    return fresh;
  }

  /** Writes the grants of a source in the current transaction, and tells all nodes. */
  public void change(String source, Collection<Grant> before, Collection<Grant> after) {
    Set<String> actors = new java.util.HashSet<>();
    before.forEach(grant -> actors.add(grant.actor()));
    after.forEach(grant -> actors.add(grant.actor()));
    grants.replace(source, after);
    grants.announce(actors);
  }

  /** No actor stands for all: announcements may have been missed. */
  private void drop(Set<String> actors) {
    drops.incrementAndGet();
    known
        .asMap()
        .values()
        .removeIf(standing -> actors.isEmpty() || !Collections.disjoint(standing.actors(), actors));
  }
}
