package org.attune.assessment.rules;

/**
 * The result of an instrument.
 *
 * @param total sum of the ordinals of the chosen options
 * @param band the band that the total falls into
 */
public record Score(int total, Band band) {}
