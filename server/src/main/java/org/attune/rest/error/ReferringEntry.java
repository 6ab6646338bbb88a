package org.attune.rest.error;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entry of a transaction that holds the reference which a message complains about. HAPI
 * resolves references when all entries are stored and then names the reference only.
 */
final class ReferringEntry {

  private ReferringEntry() {}

  /** The entry's position, or null if no entry has a reference that the message names. */
  static @Nullable Integer find(@Nullable RequestDetails details, @Nullable String message) {
    if (message == null || details == null || !(details.getResource() instanceof Bundle bundle)) {
      return null;
    }
    for (int index = 0; index < bundle.getEntry().size(); index++) {
      if (refers(bundle.getEntry().get(index).getResource(), message)) {
        return index;
      }
    }
    return null;
  }

  private static boolean refers(@Nullable Base element, String message) {
    if (element == null) {
      return false;
    }
    if (element instanceof Reference reference
        && reference.hasReference()
        && message.contains(reference.getReference())) {
      return true;
    }
    for (Property property : element.children()) {
      if (property.getValues().stream().anyMatch(value -> refers(value, message))) {
        return true;
      }
    }
    return false;
  }
}
