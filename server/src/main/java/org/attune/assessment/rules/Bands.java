package org.attune.assessment.rules;

import java.util.List;
import java.util.Map;

/**
 * What totals mean, for everybody or by sex.
 *
 * @param bySex bands from the lowest, by administrative gender; under the empty text those of
 *     whoever has no bands of an own
 */
public record Bands(Map<String, List<Band>> bySex) {

  private static final String ANYBODY = "";

  /**
   * Keeps its own copy.
   *
   * @throws IllegalArgumentException if nothing is said for those without bands of their own
   */
  public Bands {
    bySex = Map.copyOf(bySex);
    if (!bySex.containsKey(ANYBODY)) {
      throw new IllegalArgumentException("There must be bands for whoever has no bands of an own");
    }
  }

  /** The same bands for everybody. */
  public static Bands ofAll(List<Band> bands) {
    return new Bands(Map.of(ANYBODY, List.copyOf(bands)));
  }

  /** Whether the meaning of a total depends on the sex. */
  public boolean dependOnSex() {
    return bySex.size() > 1;
  }

  Band of(int total, String sex) {
    List<Band> bands = bySex.getOrDefault(sex, bySex.getOrDefault(ANYBODY, List.of()));
    return bands.stream()
        .filter(band -> band.reaches(total))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Bands do not cover every total"));
  }

  /**
   * Checks that every total has one meaning for everybody.
   *
   * @throws IllegalArgumentException if there is a gap, an overlap or an excess
   */
  void check(String name, int lowest, int highest) {
    for (List<Band> bands : bySex.values()) {
      int next = lowest;
      for (Band band : bands) {
        if (band.low() != next) {
          throw new IllegalArgumentException(
              name + ": a band must begin at " + next + ", not at " + band.low());
        }
        next = band.high() + 1;
      }
      if (next != highest + 1) {
        throw new IllegalArgumentException(
            name + ": the bands must end at " + highest + ", not at " + (next - 1));
      }
    }
  }
}
