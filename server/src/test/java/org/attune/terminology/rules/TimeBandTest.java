package org.attune.terminology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBandTest {

  @ParameterizedTest
  @CsvSource({
    "38, 52, , 37, 0",
    "38, 52, , 38, 1",
    "38, 52, , 52, 1",
    "38, 52, , 53, 0",
    "53, , , 180, 1",
    ", , , 5, 1",
    ", 30, , 31, 0",
    "75, , 30, 74, 0",
    "75, , 30, 75, 1",
    "75, , 30, 104, 1",
    "75, , 30, 105, 2",
    "75, , 30, 135, 3",
    ", , 30, 60, 1",
  })
  void a_band_holds_from_its_first_minute_to_its_last_and_counts_units(
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable Integer further,
      int minutes,
      int units) {
    TimeBand band = new TimeBand(from, to, further);

    assertThat(band.units(minutes)).isEqualTo(units);
    assertThat(band.holds(minutes)).isEqualTo(units > 0);
  }
}
