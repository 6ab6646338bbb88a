package org.attune.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FootprintTest {

  @Test
  void cpuTimeIsThatOfTheProcessAndOfItsEndedChildren() {
    String stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 9 8 7 6 250 50 100 25 20 0 1 0 5 6 7";

    assertThat(Footprint.cpuSeconds(stat)).isEqualTo(4.25);
  }

  @Test
  void residentSizeIsGivenInBytes() {
    assertThat(Footprint.residentBytes("Name:\tjava\nVmHWM:\t  99 kB\nVmRSS:\t    2048 kB\n"))
        .isEqualTo(2_097_152);
  }
}
