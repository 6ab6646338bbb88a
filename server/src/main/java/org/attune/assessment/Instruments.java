package org.attune.assessment;

import java.util.List;
import java.util.Optional;
import org.attune.assessment.rules.Instrument;

/**
 * The instruments of the profiles package, drafts included.
 *
 * @param all in the order of their files
 */
public record Instruments(List<Instrument> all) {

  /** Keeps its own copy. */
  public Instruments {
    all = List.copyOf(all);
  }

  /** The instrument that a canonical address names, with a version or without. */
  public Optional<Instrument> named(String canonical) {
    String url = canonical.split("\\|", 2)[0];
    return all.stream().filter(instrument -> instrument.identity().url().equals(url)).findFirst();
  }
}
