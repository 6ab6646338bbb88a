package org.attune.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
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
  void theFirstTwoInstrumentsAreThere() {
    assertThat(instruments())
        .extracting(Questionnaire::getUrl)
        .containsExactlyInAnyOrder(
            CANONICAL + "Questionnaire/phq-9", CANONICAL + "Questionnaire/gad-7");
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void bandsCoverEveryPossibleTotalExactlyOnce(Questionnaire instrument) {
    List<Extension> bands =
        score(instrument).getExtensionsByUrl("band").stream()
            .sorted(Comparator.comparing(band -> integer(band, "low")))
            .toList();

    int next = 0;
    for (Extension band : bands) {
      assertThat(integer(band, "low")).isEqualTo(next);
      assertThat(integer(band, "high")).isGreaterThanOrEqualTo(next);
      next = integer(band, "high") + 1;
    }
    assertThat(next - 1).isEqualTo(highestTotal(instrument));
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
  void scoredItemsAreTheRequiredOnesInTheOrderOfTheForm(Questionnaire instrument) {
    assertThat(scoredLinkIds(instrument))
        .isEqualTo(
            instrument.getItem().stream()
                .filter(QuestionnaireItemComponent::getRequired)
                .map(QuestionnaireItemComponent::getLinkId)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void everyCodedItemHasItsLoincCodeAsLinkId(Questionnaire instrument) {
    assertThat(instrument.getItem())
        .filteredOn(item -> item.getType() != QuestionnaireItemType.DISPLAY)
        .allSatisfy(
            item -> assertThat(item.getCodeFirstRep().getCode()).isEqualTo(item.getLinkId()));
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void theTotalIsAReadOnlyOptionalItem(Questionnaire instrument) {
    Coding total = (Coding) score(instrument).getExtensionByUrl("total").getValue();

    QuestionnaireItemComponent item = item(instrument, total.getCode());
    assertThat(item.getReadOnly()).isTrue();
    assertThat(item.getRequired()).isFalse();
    assertThat(item.getType()).isEqualTo(QuestionnaireItemType.DECIMAL);
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void scoredAnswersCarryTheOrdinalsOfTheCodeTable(Questionnaire instrument) throws IOException {
    Map<String, Integer> table = frequencyOrdinals();

    for (String linkId : scoredLinkIds(instrument)) {
      Map<String, Integer> answers =
          item(instrument, linkId).getAnswerOption().stream()
              .collect(
                  Collectors.toMap(
                      option -> option.getValueCoding().getCode(), InstrumentContentTest::ordinal));
      assertThat(answers).as(linkId).isEqualTo(table);
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

  private static int highestTotal(Questionnaire instrument) {
    return scoredLinkIds(instrument).stream()
        .mapToInt(
            linkId ->
                item(instrument, linkId).getAnswerOption().stream()
                    .mapToInt(InstrumentContentTest::ordinal)
                    .max()
                    .orElseThrow())
        .sum();
  }

  private static int ordinal(QuestionnaireItemAnswerOptionComponent option) {
    return ((DecimalType) option.getExtensionByUrl(ORDINAL).getValue()).getValue().intValueExact();
  }

  private static int integer(Extension band, String url) {
    return ((IntegerType) band.getExtensionByUrl(url).getValue()).getValue();
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
    return instrument.getExtensionByUrl(SCORE);
  }
}
