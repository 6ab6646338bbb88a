package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;

/** What conforms to an Attune profile conforms to that of US Core 7.0.0, where there is one. */
final class UsCoreExamplesTest {

  private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";

  /** Where the type alone does not say which profile of US Core it is. */
  private static final Map<String, String> BY_PROFILE =
      Map.of(
          "attune-condition", "condition-problems-health-concerns",
          "attune-problem", "condition-problems-health-concerns",
          "attune-encounter-diagnosis", "condition-encounter-diagnosis",
          "attune-observation", "simple-observation",
          "attune-screening-observation", "observation-screening-assessment",
          "attune-score-observation", "observation-screening-assessment",
          "attune-item-observation", "observation-screening-assessment");

  /** Value sets whose members are not in the package, so that no code can be found in them. */
  private static final List<String> UNKNOWN_MEMBERS =
      List.of("omb-race-category", "omb-ethnicity-category", "us-core-documentreference-type");

  @Test
  void examplesConformToUsCore() {
    Optional<Path> archive = OutsideData.archive("packages/hl7.fhir.us.core-7.0.0.tgz");
    if (archive.isEmpty()) {
      return;
    }
    Map<String, IBaseResource> usCore = conformance(archive.get());
    FhirValidator validator = validator(usCore);

    List<String> checked = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (StructureDefinition profile : ProfileContent.profiles()) {
      String url = usCoreProfile(profile);
      if (usCore.containsKey(url)) {
        checked.add(profile.getIdPart());
        errors(validator, ProfileExample.resource(profile), url)
            .forEach(error -> problems.add(profile.getIdPart() + ": " + error));
      }
    }

    assertThat(checked).hasSizeGreaterThan(20);
    assertThat(problems).isEmpty();
    assertThat(errors(validator, new Patient(), US_CORE + "patient"))
        .as("US Core is really asked")
        .anyMatch(error -> error.contains("identifier"));
  }

  @Test
  void theWholeSamplePracticeConformsToUsCore() {
    Optional<Path> archive = OutsideData.archive("packages/hl7.fhir.us.core-7.0.0.tgz");
    if (archive.isEmpty()) {
      return;
    }
    Map<String, IBaseResource> usCore = conformance(archive.get());
    FhirValidator validator = validator(usCore);
    ProfilePredicates predicates = new ProfilePredicates();
    Map<Resource, StructureDefinition> profiles = new LinkedHashMap<>();
    for (Resource resource : SamplePractice.on(LocalDate.of(2026, 11, 23)).resources()) {
      predicates
          .select(resource)
          .filter(profile -> usCore.containsKey(usCoreProfile(profile)))
          .filter(profile -> !isOfAGroup(resource))
          .ifPresent(profile -> profiles.put(resource, profile));
    }

    List<String> problems =
        profiles.entrySet().parallelStream()
            .flatMap(
                entry ->
                    errors(validator, entry.getKey(), usCoreProfile(entry.getValue())).stream()
                        .filter(error -> UNKNOWN_MEMBERS.stream().noneMatch(error::contains))
                        .map(error -> entry.getKey().getId() + ": " + error))
            .toList();

    assertThat(problems).isEmpty();
    assertThat(Set.copyOf(profiles.values())).hasSizeGreaterThan(20);
    assertThat(profiles).hasSizeGreaterThan(1_500);
  }

  /** US Core's Encounter is of a patient; that of a whole group is Attune's own. */
  private static boolean isOfAGroup(Resource resource) {
    return resource instanceof Encounter encounter
        && encounter.getSubject().getReference().startsWith("Group/");
  }

  private static FhirValidator validator(Map<String, IBaseResource> usCore) {
    PrePopulatedValidationSupport support =
        new PrePopulatedValidationSupport(ProfileContent.CONTEXT);
    usCore.values().forEach(support::addResource);
    return ProfileContent.validator(support);
  }

  private static String usCoreProfile(StructureDefinition profile) {
    return US_CORE
        + BY_PROFILE.getOrDefault(profile.getIdPart(), profile.getType().toLowerCase(Locale.ROOT));
  }

  private static List<String> errors(
      FhirValidator validator, IBaseResource example, String profile) {
    example.getMeta().getProfile().clear();
    return validator
        .validateWithResult(example, new ValidationOptions().addProfile(profile))
        .getMessages()
        .stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  private static Map<String, IBaseResource> conformance(Path archive) {
    Map<String, IBaseResource> byUrl = new HashMap<>();
    OutsideData.json(archive)
        .forEach(
            (name, json) -> {
              if (name.matches("package/(StructureDefinition|ValueSet|CodeSystem)-.*")) {
                IBaseResource resource = ProfileContent.CONTEXT.newJsonParser().parseResource(json);
                byUrl.put(
                    ProfileContent.CONTEXT
                        .newTerser()
                        .getSinglePrimitiveValueOrNull(resource, "url"),
                    resource);
              }
            });
    return byUrl;
  }
}
