package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.testing.FhirHttp;
import org.attune.testing.SamplePracticeTest;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What the server returns keeps to US Core. The practice as it is made is held to it whole in the
 * module {@code examples}; here it is what comes back over HTTP, for a few clients with all that
 * they have, scores that the server derived included.
 */
@SamplePracticeTest
class UsCoreProfilesIT {

  private static final Logger LOG = LoggerFactory.getLogger(UsCoreProfilesIT.class);
  private static final String PACKAGE = "packages/hl7.fhir.us.core-7.0.0.tgz";
  private static final int CLIENTS = 3;

  private final SearchResults results;

  UsCoreProfilesIT(@Autowired FhirHttp http) {
    this.results = new SearchResults(http.client());
  }

  @Test
  @DisplayName("U12: what searches return is valid against the profile of US Core 7.0.0 by version")
  void u12WhatIsReturnedKeepsToUsCore() throws IOException {
    String directory = System.getProperty("attune.testdata", "");
    Path archive = Path.of(directory, PACKAGE);
    if (directory.isBlank() || !Files.isRegularFile(archive)) {
      LOG.warn("Left out: {}, as -Dattune.testdata names no directory that has it", PACKAGE);
      return;
    }
    UsCoreValidator validator = UsCoreValidator.of(archive);
    List<String> problems = new ArrayList<>();
    List<Resource> returned = returned();

    for (Resource resource : returned) {
      validator
          .errors(resource, UsCoreValidator.profile(resource))
          .forEach(error -> problems.add(resource.getId() + " " + error));
    }

    assertThat(problems).isEmpty();
    assertThat(returned).hasSizeGreaterThan(100);
    assertThat(validator.errors(new Patient(), UsCoreValidator.profile(new Patient())))
        .as("US Core is really asked")
        .anyMatch(error -> error.contains("identifier"));
  }

  private List<Resource> returned() {
    List<Resource> returned = new ArrayList<>();
    List<String> types =
        SearchRow.required().stream()
            .map(SearchRow::type)
            .distinct()
            .filter(type -> !UsCoreSeededIT.TYPES.contains(type))
            .toList();
    List<String> clients =
        SearchResults.ids(results.population("Patient")).stream().limit(CLIENTS).toList();
    for (String type : types) {
      boolean ofAClient =
          SearchRow.required().stream()
              .anyMatch(row -> row.type().equals(type) && row.hasPatient());
      if (ofAClient) {
        clients.forEach(one -> returned.addAll(results.matches(type + "?patient=" + one)));
      } else {
        returned.addAll(results.population(type));
      }
    }
    returned.removeIf(UsCoreProfilesIT::isOfAGroup);
    return returned;
  }

  /** US Core's Encounter is of a patient; that of a whole group is Attune's own. */
  private static boolean isOfAGroup(Resource resource) {
    return resource instanceof Encounter encounter
        && encounter.getSubject().getReference().startsWith("Group/");
  }
}
