package org.attune.exchange.bulk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferenceTest {

  @Test
  void wishesMayStandInOneHeaderOrSeveral() {
    Preference both = new Preference(true, true);

    assertThat(Preference.of(List.of("respond-async, handling=lenient"))).isEqualTo(both);
    assertThat(Preference.of(List.of("Respond-Async", "handling = lenient"))).isEqualTo(both);
    assertThat(Preference.of(List.of("respond-async; handling=lenient"))).isEqualTo(both);
  }

  @Test
  void nothingIsWishedWithoutAWord() {
    assertThat(Preference.of(List.of())).isEqualTo(new Preference(false, false));
    assertThat(Preference.of(List.of("return=minimal"))).isEqualTo(new Preference(false, false));
  }

  @Test
  void strictWinsOverLenient() {
    assertThat(Preference.of(List.of("handling=lenient, handling=strict")).lenient()).isFalse();
  }

  @Test
  void smallExportsAreAskedAfterOftenAndLongOnesSeldom() {
    assertThat(Pace.retryAfterSeconds(Duration.ZERO)).isEqualTo(1);
    assertThat(Pace.retryAfterSeconds(Duration.ofSeconds(10))).isEqualTo(5);
    assertThat(Pace.retryAfterSeconds(Duration.ofMinutes(2))).isEqualTo(30);
  }
}
