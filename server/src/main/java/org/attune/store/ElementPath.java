package org.attune.store;

import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * FHIRPath of an element of a resource, with the position of each repeating step. Found by looking
 * through the resource, so only for elements that are about to be complained of.
 */
final class ElementPath {

  private ElementPath() {}

  /** The path, for example {@code Patient.extension[1].value.ofType(dateTime)}. */
  static String of(Resource root, IBase element) {
    String below = below(root, element);
    return root.fhirType() + (below == null ? "" : below);
  }

  private static @Nullable String below(Base parent, IBase element) {
    for (Property property : parent.children()) {
      List<Base> values = property.getValues();
      for (int index = 0; index < values.size(); index++) {
        Base value = values.get(index);
        if (value != null) {
          String rest = value == element ? "" : below(value, element);
          if (rest != null) {
            return step(property, index, value) + rest;
          }
        }
      }
    }
    return null;
  }

  private static String step(Property property, int index, Base value) {
    String name = property.getName();
    if (name.endsWith("[x]")) {
      return "." + name.substring(0, name.length() - 3) + ".ofType(" + value.fhirType() + ")";
    }
    return "." + name + (property.isList() ? "[" + index + "]" : "");
  }
}
