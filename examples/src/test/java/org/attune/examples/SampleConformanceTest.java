package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;

/**
 * Resources of the sample practice conform to the profiles that the server will decide on. A few of
 * each profile are checked here; the server checks each one when it loads the practice.
 */
final class SampleConformanceTest {

  private static final int EACH = 3;

  @Test
  void everyResourceHasAProfileAndSomeOfEachConformToTheirs() {
    ProfilePredicates predicates = new ProfilePredicates();
    FhirValidator validator = ProfileContent.validator();
    Map<String, Integer> checked = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Resource resource : SamplePractice.on(LocalDate.of(2026, 11, 23)).resources()) {
      if ("ClaimResponse".equals(resource.fhirType())) {
        // Answers of payers have no profile yet.
        continue;
      }
      StructureDefinition profile = predicates.select(resource).orElseThrow();
      if (checked.merge(profile.getUrl(), 1, Integer::sum) <= EACH) {
        problems.addAll(problems(validator, resource, profile));
      }
    }

    assertThat(problems).isEmpty();
    assertThat(checked)
        .hasSizeGreaterThan(45)
        .containsKeys(
            ProfileContent.CANONICAL + "attune-soap-note",
            ProfileContent.CANONICAL + "attune-dap-note",
            ProfileContent.CANONICAL + "attune-birp-note",
            ProfileContent.CANONICAL + "attune-narrative-note",
            ProfileContent.CANONICAL + "attune-psychotherapy-note",
            ProfileContent.CANONICAL + "attune-safety-plan",
            ProfileContent.CANONICAL + "attune-group-session",
            ProfileContent.CANONICAL + "attune-crisis-encounter",
            ProfileContent.CANONICAL + "attune-claim-professional");
  }

  private static List<String> problems(
      FhirValidator validator, Resource resource, StructureDefinition profile) {
    return validator
        .validateWithResult(resource, new ValidationOptions().addProfile(profile.getUrl()))
        .getMessages()
        .stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(
            message ->
                String.join(
                    " ", profile.getIdPart(), message.getLocationString(), message.getMessage()))
        .toList();
  }
}
