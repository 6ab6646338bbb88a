package org.attune.assessment.outcomes;

import org.attune.assessment.outcomes.rules.OutcomeRules;
import org.attune.assessment.rules.Instrument;

/**
 * An instrument with its rules about the course of its total.
 *
 * @param instrument the instrument
 * @param rules its rules; none if nothing is published
 */
public record Measured(Instrument instrument, OutcomeRules rules) {

  /** Canonical address of its Questionnaire. */
  public String url() {
    return instrument.identity().url();
  }

  /** What its total measures, as a search token. */
  String token() {
    return instrument.total().system() + "|" + instrument.total().code();
  }
}
