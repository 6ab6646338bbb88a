package org.attune.profiling;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attune.profiling.rules.ProfileCatalog;
import org.attune.profiling.rules.shape.CodeSet;
import org.attune.profiling.rules.shape.ReleasedCodes;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * The published profiles, made ready once.
 *
 * @param catalog which profile a resource is of
 * @param checks whether it conforms to it
 */
record Profiling(ProfileCatalog catalog, ProfileChecks checks) {

  static Profiling of(
      ProfileContent content, DefaultProfileValidationSupport definitions, ReleasedCodes released)
      throws IOException {
    List<StructureDefinition> profiles = content.read(StructureDefinition.class);
    List<CodeSet> codes = codes(content, released);
    FhirPathCompiler paths =
        new FhirPathCompiler(
            definitions.getFhirContext(), new PackageTerminology(definitions, codes));
    ProfileCatalog catalog = new ProfileCatalog(profiles, paths);
    return new Profiling(catalog, new ProfileChecks(catalog, profiles, codes, paths));
  }

  private static List<CodeSet> codes(ProfileContent content, ReleasedCodes released)
      throws IOException {
    Map<String, CodeSystem> systems =
        content.read(CodeSystem.class).stream()
            .collect(Collectors.toMap(CodeSystem::getUrl, Function.identity()));
    return content.read(ValueSet.class).stream()
        .map(valueSet -> new CodeSet(valueSet, systems, released))
        .toList();
  }
}
