package org.attune.store;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * A code with what the server knows of it.
 *
 * @param code the code
 * @param display its display; absent if there is none
 * @param definition its definition; absent if there is none
 * @param properties in the order of the code system
 * @param parents codes directly above it
 * @param children codes directly below it
 */
public record Concept(
    String code,
    @Nullable String display,
    @Nullable String definition,
    List<Property> properties,
    List<String> parents,
    List<String> children) {

  /** A property of a code, as CodeSystem.concept.property of R4. */
  public record Property(String code, Type value) {}

  /** The text of the first property with that code; absent if there is none. */
  public Optional<String> property(String name) {
    return properties.stream()
        .filter(property -> property.code().equals(name))
        .map(property -> property.value().primitiveValue())
        .findFirst();
  }
}
