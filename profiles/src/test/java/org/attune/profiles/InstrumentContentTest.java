package org.attune.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

final class InstrumentContentTest {

  private static final String CANONICAL = "https://attune.org/fhir/";
  private static final String SCORE = CANONICAL + "StructureDefinition/instrument-score";
  private static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
  private static final AttuneContent CONTENT = new AttuneContent();

  static Stream<Questionnaire> instruments() {
    return CONTENT.resources("profiles", Questionnaire.class).stream();
  }

  @Test
  void instrumentsThatAreNotFreeAreDrafts() {
    assertThat(instruments())
        .filteredOn(instrument -> instrument.getStatus() == PublicationStatus.ACTIVE)
        .extracting(Questionnaire::getIdPart)
        .containsExactlyInAnyOrder(
            "phq-9", "phq-2", "phq-9m", "gad-7", "gad-2", "pcl-5", "audit-c", "cage", "asq", "ace");
    assertThat(instruments())
        .filteredOn(instrument -> instrument.getStatus() == PublicationStatus.DRAFT)
        .extracting(Questionnaire::getIdPart)
        .containsExactlyInAnyOrder("audit", "dast-10", "c-ssrs-screener", "epds", "who-5", "scoff");
    assertThat(instruments())
        .allSatisfy(
            instrument ->
                assertThat(
                        Set.of("free", "public-domain")
                            .contains(text(instrument, "instrument-licence")))
                    .as(instrument.getIdPart())
                    .isEqualTo(instrument.getStatus() == PublicationStatus.ACTIVE));
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void everyInstrumentSaysWhereItIsFromAndOnWhatTerms(Questionnaire instrument) {
    assertThat(text(instrument, "instrument-source")).isNotBlank();
    assertThat(instrument.getCopyright()).isNotBlank();
    assertThat(instrument.getCodeFirstRep().getCode()).isNotBlank();
  }

  private static String text(Questionnaire instrument, String extension) {
    return instrument
        .getExtensionByUrl(CANONICAL + "StructureDefinition/" + extension)
        .getValue()
        .primitiveValue();
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void everyBandIsACodeOfTheSeveritySystem(Questionnaire instrument) {
    String system = CANONICAL + "CodeSystem/severity-band";
    List<String> known =
        CONTENT.resources("terminology", CodeSystem.class).stream()
            .filter(codeSystem -> codeSystem.getUrl().equals(system))
            .flatMap(codeSystem -> codeSystem.getConcept().stream())
            .map(CodeSystem.ConceptDefinitionComponent::getCode)
            .toList();

    for (Extension band : score(instrument).getExtensionsByUrl("band")) {
      Coding code = (Coding) band.getExtensionByUrl("code").getValue();
      assertThat(code.getSystem()).isEqualTo(system);
      assertThat(code.getCode()).isIn(known);
    }
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void scoredItemsMustBeAnsweredUnlessTheyDependOnAnother(Questionnaire instrument) {
    assertThat(scoredLinkIds(instrument))
        .allSatisfy(
            linkId -> {
              QuestionnaireItemComponent item = item(instrument, linkId);
              assertThat(item.getRequired()).as(linkId).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void everyCodedItemHasItsCodeAsLinkId(Questionnaire instrument) {
    assertThat(instrument.getItem())
        .filteredOn(item -> item.getType() != QuestionnaireItemType.DISPLAY)
        .allSatisfy(
            item -> assertThat(item.getCodeFirstRep().getCode()).isEqualTo(item.getLinkId()));
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void aTotalOnTheFormIsAReadOnlyOptionalItem(Questionnaire instrument) {
    Coding total = (Coding) score(instrument).getExtensionByUrl("total").getValue();

    assertThat(instrument.getItem())
        .filteredOn(item -> item.getLinkId().equals(total.getCode()))
        .allSatisfy(
            item -> {
              assertThat(item.getReadOnly()).isTrue();
              assertThat(item.getRequired()).isFalse();
              assertThat(item.getType()).isEqualTo(QuestionnaireItemType.DECIMAL);
            })
        .hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void answersOfFrequencyCarryTheOrdinalsOfTheCodeTable(Questionnaire instrument)
      throws IOException {
    Map<String, Integer> table = frequencyOrdinals();

    for (QuestionnaireItemComponent item : instrument.getItem()) {
      for (QuestionnaireItemAnswerOptionComponent option : item.getAnswerOption()) {
        Integer expected = table.get(option.getValueCoding().getCode());
        if (expected != null) {
          assertThat(ordinal(option)).as(item.getLinkId()).isEqualTo(expected);
        }
      }
    }
  }

  private static Map<String, Integer> frequencyOrdinals() throws IOException {
    return new ClassPathResource("codes/loinc.csv")
        .getContentAsString(UTF_8)
        .lines()
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[3].startsWith("LL358-3"))
        .collect(Collectors.toMap(cells -> cells[0], cells -> Integer.valueOf(cells[4])));
  }

  private static int ordinal(QuestionnaireItemAnswerOptionComponent option) {
    return ((DecimalType) option.getExtensionByUrl(ORDINAL).getValue()).getValue().intValueExact();
  }

  private static List<String> scoredLinkIds(Questionnaire instrument) {
    return score(instrument).getExtensionsByUrl("item").stream()
        .map(item -> item.getValue().primitiveValue())
        .toList();
  }

  private static QuestionnaireItemComponent item(Questionnaire instrument, String linkId) {
    return instrument.getItem().stream()
        .filter(item -> item.getLinkId().equals(linkId))
        .findFirst()
        .orElseThrow();
  }

  private static Extension score(Questionnaire instrument) {
    return instrument.getExtensionsByUrl(SCORE).get(0);
  }
}
