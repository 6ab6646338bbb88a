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
   * @throws Failure if it cannot be told for this resource
   */
  boolean holds(Resource root, Base focus);

  /** An expression that the content of a resource does not suit. */
  final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says nothing of the content. */
    public Failure(Throwable cause) {
      super("An expression cannot be evaluated", cause);
    }
  }

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
