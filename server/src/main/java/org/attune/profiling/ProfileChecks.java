package org.attune.profiling;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attune.profiling.rules.Expression;
import org.attune.profiling.rules.Profile;
import org.attune.profiling.rules.ProfileCatalog;
import org.attune.profiling.rules.check.Finding;
import org.attune.profiling.rules.check.ResourceCheck;
import org.attune.profiling.rules.shape.CodeSet;
import org.attune.profiling.rules.shape.ElementRule;
import org.attune.profiling.rules.shape.ProfileCompiler;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** The checks of all profiles, made once. */
final class ProfileChecks {

  private final Map<String, ElementRule> profiles = new HashMap<>();
  private final ResourceCheck check;

  /**
   * Makes the checks.
   *
   * @param definitions all profiles and extensions
   * @param codes the value sets that they may bind to
   * @throws IllegalArgumentException if a profile uses what cannot be checked
   */
  ProfileChecks(
      ProfileCatalog catalog,
      Collection<StructureDefinition> definitions,
      Collection<CodeSet> codes,
      Expression.Compiler expressions) {
    ProfileCompiler compiler = new ProfileCompiler(definitions, codes, expressions);
    for (Profile profile : catalog.profiles()) {
      profiles.put(profile.url(), compiler.compile(profile.lineage()));
    }
    this.check =
        new ResourceCheck(
            new FhirShapes(),
            definitions.stream()
                .filter(each -> "Extension".equals(each.getType()))
                .collect(
                    Collectors.toMap(
                        StructureDefinition::getUrl,
                        ((Function<StructureDefinition, List<StructureDefinition>>) List::of)
                            .andThen(compiler::compile))));
  }

  /** What is wrong in a resource of a profile, in the order of the resource. */
  List<Finding> findings(Resource resource, Profile profile, Map<String, String> entries) {
    ElementRule rules = profiles.get(profile.url());
    if (rules == null) {
      throw new IllegalArgumentException("No profile " + profile.url());
    }
    return check.findings(resource, rules, entries);
  }
}
