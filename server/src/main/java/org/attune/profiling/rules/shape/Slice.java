package org.attune.profiling.rules.shape;

import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Base;

/**
 * A kind of a repeating element.
 *
 * @param name its name in the profile
 * @param matches whether an element is of the kind
 * @param rule rules for elements of the kind; its cardinality counts them alone
 */
public record Slice(String name, Predicate<Base> matches, ElementRule rule) {}
