package org.attune.store;

/** Knows for each operation which rule decides on it. */
public interface OperationRules {

  /** Where an operation is called. */
  enum Level {
    /** On the server. */
    SYSTEM,
    /** On a type. */
    TYPE,
    /** On a resource. */
    INSTANCE
  }

  /**
   * Lets the server start by returning.
   *
   * @param type FHIR resource type; empty for all types and on the system level
   * @param name with its dollar sign
   * @throws IllegalStateException if no rule decides on the operation
   */
  void require(Level level, String type, String name);
}
