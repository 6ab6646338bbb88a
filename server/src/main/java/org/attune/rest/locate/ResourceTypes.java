package org.attune.rest.locate;

import ca.uhn.fhir.context.FhirContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resource types of FHIR R4 by name, and the two shapes that every element may carry. */
final class ResourceTypes {

  private final FhirContext context;
  private final Set<String> names;
  private final ElementShape element;

  ResourceTypes(FhirContext context) {
    this.context = context;
    this.names = context.getResourceTypes();
    this.element = ElementShape.ofPrimitive(context.getElementDefinition("Period"));
  }

  @Nullable ElementShape resource(String name) {
    return names.contains(name)
        ? ElementShape.ofResource(context.getResourceDefinition(name))
        : null;
  }

  /** What a primitive itself may hold beside its value: id and extension. */
  ElementShape element() {
    return element;
  }
}
