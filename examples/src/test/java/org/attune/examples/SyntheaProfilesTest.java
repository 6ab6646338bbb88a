package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of another system go in as they are: the profiles chosen for them accept them. */
final class SyntheaProfilesTest {

  private static final Logger LOG = LoggerFactory.getLogger(SyntheaProfilesTest.class);

  private final FhirValidator validator = ProfileContent.validator();
  private final ProfilePredicates predicates = new ProfilePredicates();
  private final Map<String, Integer> checked = new TreeMap<>();
  private final Map<String, Integer> problems = new TreeMap<>();

  @Test
  void everyResourceOfSyntheaConformsToTheProfileThatIsChosenForIt() {
    Optional<Path> archive = OutsideData.archive("synthea/small-20-patients.tgz");
    if (archive.isEmpty()) {
      return;
    }
    for (String json : OutsideData.json(archive.get()).values()) {
      ProfileContent.CONTEXT.newJsonParser().parseResource(Bundle.class, json).getEntry().stream()
          .map(BundleEntryComponent::getResource)
          .forEach(this::check);
    }
    LOG.info("Checked {}", checked);

    assertThat(checked).isNotEmpty();
    assertThat(problems).isEmpty();
  }

  private void check(Resource resource) {
    Optional<StructureDefinition> profile = predicates.select(resource);
    if (profile.isEmpty()) {
      return;
    }
    String id = profile.get().getIdPart();
    checked.merge(id, 1, Integer::sum);
    resource.getMeta().setProfile(new ArrayList<>());
    resource.getMeta().addProfile(profile.get().getUrl());
    ProfileExample.messages(validator, resource, ResultSeverityEnum.ERROR)
        .forEach(error -> problems.merge(id + ": " + error, 1, Integer::sum));
  }
}
