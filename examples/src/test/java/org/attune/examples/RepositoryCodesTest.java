package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code of the content packages, the examples and the sample practice stands in a table. */
final class RepositoryCodesTest {

  private static final String LOINC = "http://loinc.org";

  @Test
  void everyCodingOfTheContentPackagesAndExamplesStandsInItsTable() {
    List<IBaseResource> resources = new ArrayList<>();
    for (String pattern :
        List.of(
            "classpath*:fhir/attune.*/*.json",
            "classpath*:examples/*.json",
            "classpath*:examples/profiles/*.json")) {
      ProfileContent.files(pattern).stream()
          .filter(file -> !"package.json".equals(file.getFilename()))
          .map(file -> ProfileContent.parser().parseResource(ProfileContent.text(file)))
          .forEach(resources::add);
    }

    assertThat(resources).hasSizeGreaterThan(250);
    assertThat(unknown(resources)).isEmpty();
  }

  @Test
  void everyCodingOfTheSamplePracticeStandsInItsTable() {
    List<IBaseResource> practice =
        List.copyOf(SamplePractice.on(LocalDate.of(2026, 11, 24)).resources());

    assertThat(unknown(practice)).isEmpty();
  }

  @Test
  void aCodingThatStandsInNoTableIsNoticed() {
    ValueSet wrong = new ValueSet();
    wrong.getCompose().addInclude().setSystem(LOINC).addConcept().setCode("44261-7");

    assertThat(unknown(List.of(wrong))).containsExactly(LOINC + " 44261-7");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/none, 1",
    "http://snomed.info/sct, 75516001",
    "http://www.nlm.nih.gov/research/umls/rxnorm, 1",
    "urn:ietf:bcp:47, no-such",
    "urn:ietf:bcp:13, text",
    "urn:iso:std:iso:4217, US",
    "urn:iso-astm:E1762-95:2013, 1.2.840.10065.1.12.1.99",
  })
  void aCodeWithoutASourceIsNoticedWhateverItsSystem(String system, String code) {
    Basic wrong = new Basic().setCode(new CodeableConcept(new Coding(system, code, null)));

    assertThat(unknown(List.of(wrong))).containsExactly(system + " " + code);
  }

  @Test
  void aUnitThatIsNoneIsNoticed() {
    Quantity quantity = new Quantity().setSystem("http://unitsofmeasure.org").setCode("points");

    assertThat(unknown(List.of(new Observation().setValue(quantity))))
        .containsExactly("http://unitsofmeasure.org points");
    assertThat(unknown(List.of(new Observation().setValue(quantity.setCode("{score}"))))).isEmpty();
  }

  @Test
  void everyTableOfTheServerIsAmongThoseLookedAt() {
    assertThat(ProfileContent.resources(CodeSystem.class))
        .hasSizeGreaterThan(60)
        .allSatisfy(table -> assertThat(CodeTables.codes(table.getUrl())).isPresent());
  }

  /** System and code of whatever stands in no table. */
  private static Set<String> unknown(List<IBaseResource> resources) {
    Set<String> used = new TreeSet<>();
    for (IBaseResource resource : resources) {
      all(resource, Coding.class)
          .forEach(coding -> use(used, coding.getSystem(), coding.getCode()));
      all(resource, Quantity.class)
          .forEach(quantity -> use(used, quantity.getSystem(), quantity.getCode()));
      if (resource instanceof ValueSet set) {
        for (ValueSet.ConceptSetComponent part : set.getCompose().getInclude()) {
          part.getConcept().forEach(concept -> use(used, part.getSystem(), concept.getCode()));
        }
      }
    }
    used.removeIf(
        use -> {
          int space = use.indexOf(' ');
          return CodeTables.has(use.substring(0, space), use.substring(space + 1));
        });
    return used;
  }

  private static <T extends org.hl7.fhir.instance.model.api.IBase> List<T> all(
      IBaseResource resource, Class<T> type) {
    return ProfileContent.CONTEXT.newTerser().getAllPopulatedChildElementsOfType(resource, type);
  }

  private static void use(Set<String> used, String system, String code) {
    if (system != null && code != null) {
      used.add(system + " " + code);
    }
  }
}
