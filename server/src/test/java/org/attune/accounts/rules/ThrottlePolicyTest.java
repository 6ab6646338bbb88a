package org.attune.accounts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.attune.kernel.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottlePolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "1, PT0S",
    "5, PT0S",
    "6, PT2S",
    "7, PT4S",
    "8, PT8S",
    "14, PT8M32S",
    "15, PT15M",
    "100, PT15M",
    "2147483647, PT15M"
  })
  void fiveFailuresAreFreeAndThenTheDelayDoublesUpToAQuarterOfAnHour(int failures, Duration delay) {
    assertThat(ThrottlePolicy.NAME.delay(failures)).isEqualTo(delay);
  }

  @ParameterizedTest
  @CsvSource({"50, PT0S", "51, PT2S", "56, PT1M4S", "57, PT2M", "1000, PT2M"})
  void aSourceHasTenTimesAsManyFreeAndShorterDelays(int failures, Duration delay) {
    assertThat(ThrottlePolicy.SOURCE.delay(failures)).isEqualTo(delay);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 8", "PT24H, 8", "PT24H1S, 1"})
  void failuresAreForgottenAfterADayWithoutOne(Duration since, int count) {
    assertThat(ThrottlePolicy.NAME.count(7, NOW.minus(since), NOW)).isEqualTo(count);
  }

  @Test
  void waitingOutADelayNeverPays() {
    assertThat(ThrottlePolicy.NAME.memory()).isGreaterThan(ThrottlePolicy.NAME.longest());
    assertThat(ThrottlePolicy.SOURCE.memory()).isGreaterThan(ThrottlePolicy.SOURCE.longest());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "0:0:0:0:0:FFFF:192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:DB8:0001:2::9, 2001:db8:1:2::/64",
    "2001:db8::1, 2001:db8:0:0::/64",
    "::1, 0:0:0:0::/64",
    "fe80::1%eth0, fe80:0:0:0::/64",
    "1:2:3:4:5:6:7:8:9, 1:2:3:4::/64",
    "::1:2:3:4:5:6:7:8:9, 2:3:4:5::/64"
  })
  void aSourceIsAnAddressOrTheSubscribersPrefix(String address, String source) {
    assertThat(Source.of(address)).isEqualTo(source);
  }
}
