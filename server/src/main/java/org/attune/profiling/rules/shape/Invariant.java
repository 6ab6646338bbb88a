package org.attune.profiling.rules.shape;

import org.attune.profiling.rules.Expression;

/**
 * What must be true of an element.
 *
 * @param key stable code of the rule
 * @param human what it asks for, in words for people
 * @param expression whether it is true
 */
public record Invariant(String key, String human, Expression expression) {}
