package org.attune.profiling.rules;

import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;

/** A FHIRPath expression that is true or false, compiled once. */
@FunctionalInterface
public interface Expression {

  /**
   * Whether the expression is true.
   *
   * @param root the resource, {@code %resource}
   * @param focus the element at which the expression stands
   */
  boolean holds(Resource root, Base focus);

  /** Compiles FHIRPath. */
  @FunctionalInterface
  interface Compiler {

    /**
     * The compiled expression.
     *
     * @throws IllegalArgumentException if the text is no FHIRPath
     */
    Expression compile(String fhirPath);
  }
}
