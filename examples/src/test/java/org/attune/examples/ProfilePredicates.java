package org.attune.examples;

import ca.uhn.fhir.fhirpath.IFhirPath;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.StructureDefinition;

/** Reads from the profiles themselves which of them applies to a resource. */
final class ProfilePredicates {

  private static final String APPLIES_WHEN = ProfileContent.CANONICAL + "profile-applies-when";

  private final IFhirPath path = ProfileContent.CONTEXT.newFhirPath();
  private final List<StructureDefinition> profiles = ProfileContent.profiles();

  static String predicate(StructureDefinition profile) {
    return profile.getExtensionString(APPLIES_WHEN);
  }

  /** All profiles of the resource's type whose predicate is true for it. */
  List<StructureDefinition> matches(IBaseResource resource) {
    return profiles.stream()
        .filter(profile -> profile.getType().equals(resource.fhirType()))
        .filter(
            profile ->
                path.evaluateFirst(resource, predicate(profile), BooleanType.class)
                    .map(BooleanType::booleanValue)
                    .orElse(false))
        .toList();
  }

  /** The most derived of the matches. */
  Optional<StructureDefinition> select(IBaseResource resource) {
    List<StructureDefinition> matches = matches(resource);
    return matches.isEmpty() ? Optional.empty() : Optional.of(matches.get(matches.size() - 1));
  }
}
