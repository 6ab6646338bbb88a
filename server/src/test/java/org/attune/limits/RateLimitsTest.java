package org.attune.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.attune.limits.RateLimits.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class RateLimitsTest {

  private final Hands clock = new Hands();

  private RateLimits limits(boolean enabled) {
    return new RateLimits(
        new LimitsProperties(enabled, 6, 60, 120, 2, DataSize.ofKilobytes(1)), clock);
  }

  private static void use(RateLimits limits, Limit limit, String key, int times) {
    for (int time = 0; time < times; time++) {
      assertThat(limits.take(limit, key)).as("request %d", time + 1).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TOKENS_PER_CLIENT, 6, 10",
    "TOKENS_PER_SOURCE, 60, 1",
    "REQUESTS_PER_CLIENT, 120, 1",
    "REQUESTS_PER_PERSON, 2, 30"
  })
  void afterAMinutesWorthTheNextOneWaits(Limit limit, int free, long wait) {
    RateLimits limits = limits(true);
    use(limits, limit, "a", free);

    assertThat(limits.take(limit, "a")).contains(wait);
  }

  @Test
  void whoComesBackAsToldIsServed() {
    RateLimits limits = limits(true);
    use(limits, Limit.TOKENS_PER_CLIENT, "a", 6);
    long wait = limits.take(Limit.TOKENS_PER_CLIENT, "a").orElseThrow();
    clock.advance(Duration.ofSeconds(wait));

    assertThat(limits.take(Limit.TOKENS_PER_CLIENT, "a")).isEmpty();
    assertThat(limits.take(Limit.TOKENS_PER_CLIENT, "a")).isPresent();
  }

  @Test
  void aFractionOfASecondIsRoundedUp() {
    RateLimits limits = limits(true);
    use(limits, Limit.TOKENS_PER_CLIENT, "a", 6);
    clock.advance(Duration.ofMillis(4_100));

    assertThat(limits.take(Limit.TOKENS_PER_CLIENT, "a")).contains(6L);
  }

  @Test
  void nobodyUsesUpWhatIsAnothers() {
    RateLimits limits = limits(true);
    use(limits, Limit.REQUESTS_PER_PERSON, "a", 2);

    assertThat(limits.take(Limit.REQUESTS_PER_PERSON, "a")).isPresent();
    assertThat(limits.take(Limit.REQUESTS_PER_PERSON, "b")).isEmpty();
    assertThat(limits.take(Limit.REQUESTS_PER_CLIENT, "a")).isEmpty();
  }

  @Test
  void afterAQuietMinuteAllIsFreeAgain() {
    RateLimits limits = limits(true);
    use(limits, Limit.TOKENS_PER_CLIENT, "a", 6);
    clock.advance(Duration.ofMinutes(1));

    use(limits, Limit.TOKENS_PER_CLIENT, "a", 6);
    assertThat(limits.take(Limit.TOKENS_PER_CLIENT, "a")).isPresent();
  }

  @Test
  void switchedOffNothingIsCounted() {
    use(limits(false), Limit.REQUESTS_PER_PERSON, "a", 100);
  }

  /** A clock that a test moves. */
  private static final class Hands extends Clock {

    private Instant now = Instant.EPOCH;

    void advance(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
