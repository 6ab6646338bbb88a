package org.attune.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * A bucket for each who asks, filled evenly over a minute. Each server counts for itself, so that
 * no request waits for a count.
 */
@Component
public class RateLimits {

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int MOST_BUCKETS = 100_000;

  private final boolean enabled;
  private final TimeMeter time;
  private final Map<Limit, Integer> capacities = new EnumMap<>(Limit.class);
  private final Map<Limit, Cache<String, Bucket>> buckets = new EnumMap<>(Limit.class);

  RateLimits(LimitsProperties properties, Clock clock) {
    this.enabled = properties.enabled();
    this.time = new ClockTime(clock);
    capacities.put(Limit.TOKENS_PER_CLIENT, properties.tokensPerClient());
    capacities.put(Limit.TOKENS_PER_SOURCE, properties.tokensPerSource());
    capacities.put(Limit.REQUESTS_PER_CLIENT, properties.requestsPerClient());
    capacities.put(Limit.REQUESTS_PER_PERSON, properties.requestsPerPerson());
    for (Limit limit : Limit.values()) {
      // A bucket that nobody has used for a period is full, so nothing is lost with it.
      buckets.put(
          limit,
          Caffeine.newBuilder()
              .maximumSize(MOST_BUCKETS)
              .expireAfterAccess(PERIOD.multipliedBy(2))
              .build());
    }
  }

  /** What is counted. */
  public enum Limit {
    /** Token requests of one client. */
    TOKENS_PER_CLIENT,
    /** Requests to the token endpoints from one address. */
    TOKENS_PER_SOURCE,
    /** Requests under {@code /fhir} of one back-end system. */
    REQUESTS_PER_CLIENT,
    /** Requests under {@code /fhir} of one person. */
    REQUESTS_PER_PERSON
  }

  /**
   * Takes one request.
   *
   * @param key for whom
   * @return whole seconds until the next one is free; absent if this one is
   */
  public Optional<Long> take(Limit limit, String key) {
    if (!enabled) {
      return Optional.empty();
    }
    ConsumptionProbe probe =
        java.util.Objects.requireNonNull(buckets.get(limit))
            .get(key, fresh -> bucket(java.util.Objects.requireNonNull(capacities.get(limit))))
            .tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(seconds(probe.getNanosToWaitForRefill()));
  }

  private Bucket bucket(int capacity) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, PERIOD))
        .withCustomTimePrecision(time)
        .build();
  }

  /** Rounded up: who comes back then must not be sent away again. */
  private static long seconds(long nanos) {
    long second = TimeUnit.SECONDS.toNanos(1);
    return Math.max(1, (nanos + second - 1) / second);
  }

  private record ClockTime(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
