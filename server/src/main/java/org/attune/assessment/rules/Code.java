package org.attune.assessment.rules;

/**
 * A code of a code system.
 *
 * @param system canonical URL of the code system
 * @param code the code in it
 * @param display short text for people
 */
public record Code(String system, String code, String display) {}
