package org.attune.profiling.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;

/** The profiles that the server decides among, by resource type. */
public final class ProfileCatalog {

  private final Map<String, List<Profile>> byType = new HashMap<>();
  private final Set<String> urls;

  /**
   * Takes the profiles of resources out of {@code definitions}; definitions of extensions are left
   * aside.
   *
   * @throws IllegalArgumentException if a profile does not state when it applies
   */
  public ProfileCatalog(Collection<StructureDefinition> definitions, Expression.Compiler compiler) {
    Map<String, StructureDefinition> profiles =
        definitions.stream()
            .filter(each -> each.getKind() == StructureDefinitionKind.RESOURCE)
            .collect(Collectors.toMap(StructureDefinition::getUrl, Function.identity()));
    for (StructureDefinition definition : profiles.values()) {
      Profile profile = Profile.of(definition, profiles, compiler);
      byType.computeIfAbsent(profile.type(), type -> new ArrayList<>()).add(profile);
    }
    byType.values().forEach(of -> of.sort(Comparator.comparingInt(Profile::depth).reversed()));
    this.urls = Set.copyOf(profiles.keySet());
  }

  /** Resource types that have profiles. */
  public Set<String> types() {
    return Set.copyOf(byType.keySet());
  }

  /** Canonical URLs of all profiles: claims to these are the server's alone to make. */
  public Set<String> urls() {
    return urls;
  }

  /** All profiles. */
  public List<Profile> profiles() {
    return byType.values().stream().flatMap(List::stream).toList();
  }

  /** The most derived profile that applies to a resource; absent for types without profiles. */
  public Optional<Profile> decide(Resource resource) {
    return byType.getOrDefault(resource.fhirType(), List.of()).stream()
        .filter(profile -> profile.applies(resource))
        .findFirst();
  }
}
