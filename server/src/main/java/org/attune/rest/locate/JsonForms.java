package org.attune.rest.locate;

import com.fasterxml.jackson.core.JsonToken;

/** Which JSON token carries which primitive (FHIR R4, JSON representation of primitives). */
final class JsonForms {

  private JsonForms() {}

  /** One representative token: true, a whole number or a string. */
  static JsonToken tokenOf(ElementShape shape) {
    return switch (shape.definition().getName()) {
      case "boolean" -> JsonToken.VALUE_TRUE;
      case "integer", "positiveInt", "unsignedInt", "decimal" -> JsonToken.VALUE_NUMBER_INT;
      default -> JsonToken.VALUE_STRING;
    };
  }

  static boolean fits(JsonToken due, JsonToken found) {
    return switch (due) {
      case VALUE_TRUE -> found.isBoolean();
      case VALUE_NUMBER_INT -> found.isNumeric();
      default -> found == JsonToken.VALUE_STRING;
    };
  }

  static String nameOf(JsonToken due) {
    return switch (due) {
      case VALUE_TRUE -> "true or false";
      case VALUE_NUMBER_INT -> "number";
      default -> "string";
    };
  }
}
