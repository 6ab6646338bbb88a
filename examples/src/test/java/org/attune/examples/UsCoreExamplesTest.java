package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** How many resources of the sample practice are checked for each profile. */
  private static final int EACH = 3;

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
  void theSamplePracticeConformsToUsCore() {
    Optional<Path> archive = OutsideData.archive("packages/hl7.fhir.us.core-7.0.0.tgz");
    if (archive.isEmpty()) {
      return;
    }
    Map<String, IBaseResource> usCore = conformance(archive.get());
    FhirValidator validator = validator(usCore);
    ProfilePredicates predicates = new ProfilePredicates();

    Map<String, Integer> checked = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Resource resource : SamplePractice.on(LocalDate.of(2026, 11, 23)).resources()) {
      Optional<StructureDefinition> profile = predicates.select(resource);
      String url = profile.map(UsCoreExamplesTest::usCoreProfile).orElse("");
      boolean wholeGroup =
          resource instanceof Encounter encounter
              && encounter.getSubject().getReference().startsWith("Group/");
      if (usCore.containsKey(url)
          && !wholeGroup
          && checked.merge(profile.orElseThrow().getUrl(), 1, Integer::sum) <= EACH) {
        errors(validator, resource, url).stream()
            .filter(error -> UNKNOWN_MEMBERS.stream().noneMatch(error::contains))
            .forEach(error -> problems.add(resource.fhirType() + ": " + error));
      }
    }

    assertThat(checked).hasSizeGreaterThan(20);
    assertThat(problems).isEmpty();
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
