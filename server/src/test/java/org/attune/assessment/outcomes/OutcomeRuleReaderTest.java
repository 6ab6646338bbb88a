package org.attune.assessment.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.assessment.outcomes.rules.OutcomeRule;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The rules that the instruments of the package state. */
class OutcomeRuleReaderTest {

  private static final String PACKAGE = "classpath*:fhir/attune.profiles/";

  @Test
  void theInstrumentsStateTheirRulesWithNumbers() throws IOException {
    Map<String, List<String>> stated = new TreeMap<>();
    for (var file :
        new PathMatchingResourcePatternResolver().getResources(PACKAGE + "Questionnaire-*.json")) {
      Questionnaire form =
          FhirContext.forR4Cached()
              .newJsonParser()
              .parseResource(Questionnaire.class, file.getInputStream());
      List<OutcomeRule> rules = OutcomeRuleReader.read(form).rules();
      if (!rules.isEmpty()) {
        stated.put(
            form.getIdElement().getIdPart(),
            rules.stream().map(rule -> rule.outcome().code() + " " + rule.value()).toList());
      }
    }

    assertThat(stated)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "phq-9",
                List.of(
                    "response 50",
                    "remission 5",
                    "recovery 10",
                    "reliable-improvement 6",
                    "deterioration 6",
                    "meaningful-improvement 5",
                    "off-track 5"),
                "phq-9m",
                List.of("response 50", "remission 5"),
                "gad-7",
                List.of(
                    "response 50",
                    "recovery 8",
                    "reliable-improvement 4",
                    "deterioration 4",
                    "off-track 4"),
                "pcl-5",
                List.of("reliable-improvement 5", "deterioration 5", "meaningful-improvement 10")));
  }

  @Test
  void eachMeasureHasAGroupForEachRuleOfItsInstrument() throws IOException {
    FhirContext context = FhirContext.forR4Cached();
    var files = new PathMatchingResourcePatternResolver().getResources(PACKAGE + "Measure-*.json");
    assertThat(files).hasSize(4);
    for (var file : files) {
      Measure measure = context.newJsonParser().parseResource(Measure.class, file.getInputStream());
      String form = measure.getRelatedArtifactFirstRep().getResource();
      Questionnaire instrument =
          context
              .newJsonParser()
              .parseResource(
                  Questionnaire.class,
                  new org.springframework.core.io.ClassPathResource(
                          "fhir/attune.profiles/Questionnaire-"
                              + form.substring(form.lastIndexOf('/') + 1)
                              + ".json")
                      .getInputStream());
      assertThat(measure.getGroup())
          .as(form)
          .extracting(group -> group.getCode().getCodingFirstRep().getCode())
          .containsExactlyInAnyOrderElementsOf(
              OutcomeRuleReader.read(instrument).outcomes().stream()
                  .map(outcome -> outcome.code())
                  .toList());
    }
  }

  @Test
  void aRuleThatCannotBeAppliedIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> OutcomeRuleReader.read(form("better")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutcomeRuleReader.read(form("off-track")));
    assertThat(OutcomeRuleReader.read(form("response")).rules()).hasSize(1);
  }

  private static Questionnaire form(String outcome) {
    Extension stated = new Extension();
    stated.setUrl("https://attune.org/fhir/StructureDefinition/instrument-outcome");
    stated.addExtension("outcome", new CodeType(outcome));
    stated.addExtension("value", new PositiveIntType(5));
    stated.addExtension("source", new StringType("A source"));
    Questionnaire form = new Questionnaire();
    form.addExtension(stated);
    return form;
  }
}
