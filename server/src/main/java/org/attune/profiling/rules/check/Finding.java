package org.attune.profiling.rules.check;

/**
 * What is wrong in a resource.
 *
 * @param code stable code of the rule
 * @param expression FHIRPath of the element, beginning with the resource type
 * @param message what to do about it; never a value of the record
 */
public record Finding(String code, String expression, String message) {}
