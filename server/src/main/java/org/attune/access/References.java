package org.attune.access;

import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;

/** Finds the references in a resource, at any depth. */
final class References {

  private References() {}

  static Stream<Reference> of(Base element) {
    Stream<Reference> below =
        element.children().stream()
            .map(Property::getValues)
            .flatMap(values -> values.stream())
            .flatMap(References::of);
    return element instanceof Reference reference
        ? Stream.concat(Stream.of(reference), below)
        : below;
  }
}
