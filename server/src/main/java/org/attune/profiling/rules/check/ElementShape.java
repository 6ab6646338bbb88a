package org.attune.profiling.rules.check;

import java.util.List;
import java.util.Set;
import org.attune.profiling.rules.shape.ElementRule.Cardinality;
import org.hl7.fhir.r4.model.Base;

/**
 * What FHIR R4 itself says of an element.
 *
 * @param name name without {@code [x]}
 * @param cardinality how often it may be there
 * @param isChoice whether it may be of several datatypes, {@code [x]}
 * @param targets resource types that it may refer to; empty for any
 */
public record ElementShape(
    String name, Cardinality cardinality, boolean isChoice, Set<String> targets) {

  /** Knows the elements of resources and datatypes. */
  @FunctionalInterface
  public interface Catalog {

    /** The elements of a resource or an element. */
    List<ElementShape> of(Base parent);
  }

  boolean isList() {
    return cardinality.max() > 1;
  }
}
