package org.attune.assessment.rules;

/**
 * A range of totals that carries one meaning.
 *
 * @param low lowest total in the band
 * @param high highest total in the band
 * @param meaning what a total in the band means
 */
public record Band(int low, int high, Code meaning) {

  /** Refuses an empty band. */
  public Band {
    if (low > high) {
      throw new IllegalArgumentException("Band " + meaning.code() + " ends before it begins");
    }
  }

  /** Whether the total lies in this band or in one below it. */
  boolean reaches(int total) {
    return total <= high;
  }
}
