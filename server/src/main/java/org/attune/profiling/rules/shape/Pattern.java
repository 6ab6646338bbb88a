package org.attune.profiling.rules.shape;

import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Property;

/** Patterns of FHIR: whatever the pattern holds, the value must hold as well. */
public final class Pattern {

  private Pattern() {}

  /** Whether a value holds all that the pattern does. */
  public static boolean matches(Base pattern, Base value) {
    if (pattern.isPrimitive()) {
      return pattern.primitiveValue().equals(value.primitiveValue());
    }
    for (Property property : pattern.children()) {
      for (Base wanted : property.getValues()) {
        if (values(value, property.getName()).stream().noneMatch(each -> matches(wanted, each))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The pattern in words for people; it is of the profile, never of the record. */
  public static String describe(Base pattern) {
    if (pattern.isPrimitive()) {
      return pattern.primitiveValue();
    }
    if (pattern instanceof CodeableConcept concept) {
      return concept.getCoding().stream()
          .map(
              coding ->
                  coding.hasCode()
                      ? coding.getSystem() + "|" + coding.getCode()
                      : coding.getSystem())
          .collect(Collectors.joining(", "));
    }
    return "the pattern of the profile";
  }

  /** The elements of that name, without empty ones. */
  public static List<Base> values(Base parent, String name) {
    return List.of(parent.getProperty(name.hashCode(), name, false)).stream()
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
