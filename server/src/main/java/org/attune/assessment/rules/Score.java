package org.attune.assessment.rules;

import java.util.List;

/**
 * The result of an instrument.
 *
 * @param total the number that the scoring rule makes of the chosen options
 * @param band the band that the total falls into
 * @param parts results of the subscales, in the order of the instrument
 */
public record Score(int total, Band band, List<Part> parts) {

  /** Keeps its own copy of the parts. */
  public Score {
    parts = List.copyOf(parts);
  }
}
