package org.attune.profiling.rules.check;

import java.util.Map;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Which type of resource a reference leads to, as far as the resource and its bundle tell.
 *
 * @param root the resource that refers
 * @param entries types of the entries of its bundle, by full URL
 */
record ReferenceTypes(Resource root, Map<String, String> entries) {

  /** The type, or null if it cannot be told. */
  @Nullable String of(Reference reference) {
    if (!reference.hasReference()) {
      return stated(reference);
    }
    String to = reference.getReference();
    if (to.startsWith("#")) {
      return contained(to.substring(1));
    }
    String entry = entries.get(to);
    if (entry != null) {
      return entry;
    }
    int search = to.indexOf('?');
    return search < 0 ? new IdType(to).getResourceType() : to.substring(0, search);
  }

  private static @Nullable String stated(Reference reference) {
    return reference.hasType()
        ? reference.getType().substring(reference.getType().lastIndexOf('/') + 1)
        : null;
  }

  private @Nullable String contained(String id) {
    if (root instanceof DomainResource domain) {
      for (Resource each : domain.getContained()) {
        if (id.equals(each.getIdElement().getIdPart().replace("#", ""))) {
          return each.fhirType();
        }
      }
    }
    return null;
  }
}
