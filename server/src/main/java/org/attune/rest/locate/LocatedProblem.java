package org.attune.rest.locate;

/**
 * One problem of a request body.
 *
 * @param kind what is wrong
 * @param fhirPath where, as FHIRPath from the root of the body; empty when no resource was begun
 * @param line line in the body, from 1
 * @param column column in the line in characters, from 1
 * @param message what was expected; never holds the value in question
 */
public record LocatedProblem(Kind kind, String fhirPath, int line, int column, String message) {

  /** What is wrong, told apart because each asks for a different cure. */
  public enum Kind {
    /** The body is not well-formed JSON or XML, or a JSON name occurs twice in one object. */
    SYNTAX,
    /** FHIR R4 knows no such element or attribute at this place. */
    UNKNOWN_ELEMENT,
    /** The element is known, its JSON type or its number is wrong. */
    WRONG_TYPE,
    /** A primitive whose text is not allowed: date, number, code of a required binding. */
    BAD_VALUE,
    /** No resource type, an unknown one, or another than the request is for. */
    WRONG_RESOURCE_TYPE
  }
}
