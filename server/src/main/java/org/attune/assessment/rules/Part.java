package org.attune.assessment.rules;

/**
 * The result of a subscale.
 *
 * @param code what it measures
 * @param value its number
 */
public record Part(Code code, int value) {}
