package org.attune.assessment.rules;

/** A question of an instrument. */
public sealed interface Item permits ScoredItem, UnscoredItem {

  /** Identifies the question within the instrument. */
  String linkId();

  /** Whether a finished answer sheet must answer it. */
  boolean required();

  /** Whether the question is answered by choosing one coded option. */
  boolean coded();

  /** Whether the question offers the option; true of every option if it is not {@link #coded}. */
  boolean offers(String option);
}
