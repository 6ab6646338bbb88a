package org.attune.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.attune.examples.SamplePractice;
import org.attune.profiling.rules.Profile;
import org.attune.profiling.rules.check.Finding;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs on write comes to the same verdicts as HL7's validator does in the examples' tests. */
final class ProfileChecksTest {

  static List<String> ids() {
    return TestProfiles.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theExampleOfAProfileConforms(String id) {
    assertThat(TestProfiles.findings(TestProfiles.example(id))).isEmpty();
  }

  /** Answers are held to their Questionnaire by the rule of assessments. */
  static List<BrokenExample> broken() {
    return BrokenExample.all().stream().filter(example -> !example.ofAnAnswer()).toList();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void anExampleThatBreaksARuleDoesNot(BrokenExample example) {
    Profile profile =
        TestProfiles.CATALOG.profiles().stream()
            .filter(each -> each.url().equals(TestProfiles.CANONICAL + example.profile()))
            .findFirst()
            .orElseThrow();

    List<Finding> findings =
        TestProfiles.PROFILING.checks().findings(example.resource(), profile, Map.of());

    assertThat(findings)
        .anyMatch(
            finding ->
                (finding.code() + " " + finding.expression() + " " + finding.message())
                    .contains(example.message().replace("max allowed = ", "at most ")));
  }

  @Test
  void theSamplePracticeConforms() {
    for (Resource resource : SamplePractice.on(LocalDate.of(2026, 11, 23)).resources()) {
      if (TestProfiles.CATALOG.types().contains(resource.fhirType())) {
        assertThat(TestProfiles.findings(resource)).as(resource.getId()).isEmpty();
      }
    }
  }
}
