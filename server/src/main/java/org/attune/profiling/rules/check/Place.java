package org.attune.profiling.rules.check;

import java.util.Set;
import org.attune.profiling.rules.shape.ElementRule.Cardinality;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/**
 * Where an element stands. Spelled out as FHIRPath only for elements that are complained of.
 *
 * @param parent where its parent stands; null for the resource
 * @param element what it is of its parent
 * @param index its position; -1 where there can only be one
 * @param value the element
 */
record Place(@Nullable Place parent, ElementShape element, int index, Base value) {

  private static final ElementShape ROOT = new ElementShape("", Cardinality.ANY, false, Set.of());

  static Place of(Base resource) {
    return new Place(null, ROOT, -1, resource);
  }

  Place child(ElementShape shape, int position, Base child) {
    return new Place(this, shape, shape.isList() ? position : -1, child);
  }

  /** FHIRPath of an element below that need not be there. */
  String path(ElementShape below) {
    return path() + "." + below.name();
  }

  String path() {
    if (parent == null) {
      return value.fhirType();
    }
    String path = parent.path(element);
    if (element.isChoice()) {
      return path + ".ofType(" + value.fhirType() + ")";
    }
    return index < 0 ? path : path + "[" + index + "]";
  }
}
