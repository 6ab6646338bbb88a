package org.attune.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.attune.assessment.rules.AnswerSheet;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.Item;
import org.attune.assessment.rules.Score;
import org.attune.assessment.rules.ScoredItem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentReaderTest {

  @ParameterizedTest
  @CsvSource({
    "0,none-minimal",
    "4,none-minimal",
    "5,mild",
    "9,mild",
    "10,moderate",
    "14,moderate",
    "15,moderately-severe",
    "19,moderately-severe",
    "20,severe",
    "27,severe"
  })
  void phq9BandsFollowTheCutPoints(int total, String band) {
    assertScore(TestInstruments.phq9(), total, band);
  }

  @ParameterizedTest
  @CsvSource({
    "0,none-minimal",
    "4,none-minimal",
    "5,mild",
    "9,mild",
    "10,moderate",
    "14,moderate",
    "15,severe",
    "21,severe"
  })
  void gad7BandsFollowTheCutPoints(int total, String band) {
    assertScore(TestInstruments.gad7(), total, band);
  }

  @Test
  void readsItemsInTheOrderOfTheFormAndKeepsTheDifficultyUnscored() {
    Instrument phq9 = TestInstruments.phq9();
    assertThat(phq9.scoredItems())
        .extracting(ScoredItem::linkId)
        .containsExactly(
            "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
            "44260-8")
        .hasSize(9);
    assertThat(phq9.scoredItems()).allMatch(Item::required);
    assertThat(phq9.item("69722-7").orElseThrow().required()).isFalse();
    assertThat(phq9.total().code()).isEqualTo("44261-6");
    assertThat(phq9.identity().panel()).isEqualTo("44249-1");
    assertThat(TestInstruments.gad7().scoredItems()).hasSize(7);
    assertThat(TestInstruments.gad7().total().code()).isEqualTo("70274-6");
  }

  @Test
  void questionnaireWithoutAScoreIsNoInstrument() {
    Questionnaire questionnaire = questionnaire();
    questionnaire.getExtension().clear();
    assertThat(new InstrumentReader().read(questionnaire)).isEmpty();
  }

  @Test
  void ordinalMayStandOnTheCoding() {
    Questionnaire questionnaire = questionnaire();
    var option = questionnaire.getItemFirstRep().getAnswerOptionFirstRep();
    Extension ordinal = option.getExtension().remove(0);
    option.getValueCoding().addExtension(ordinal);
    assertThat(new InstrumentReader().read(questionnaire)).isPresent();
  }

  @Test
  void refusesAScoreThatCannotBeComputed() {
    Questionnaire withoutOrdinal = questionnaire();
    withoutOrdinal.getItemFirstRep().getAnswerOptionFirstRep().getExtension().clear();
    refuses(withoutOrdinal, "ordinal");

    Questionnaire withForeignOption = questionnaire();
    withForeignOption.getItemFirstRep().getAnswerOptionFirstRep().setValue(new StringType("x"));
    refuses(withForeignOption, "not a code");

    Questionnaire withoutVersion = questionnaire();
    withoutVersion.setVersion(null);
    refuses(withoutVersion, "version");

    Questionnaire withUnknownItem = questionnaire();
    withUnknownItem.getExtension().get(0).addExtension("item", new StringType("absent"));
    refuses(withUnknownItem, "does not have");

    Questionnaire withoutTotal = questionnaire();
    withoutTotal.getExtension().get(0).getExtension().remove(0);
    refuses(withoutTotal, "total");

    Questionnaire withWrongType = questionnaire();
    withWrongType.getExtension().get(0).getExtension().get(0).setValue(new CodeType("x"));
    refuses(withWrongType, "total");
  }

  @Test
  void catalogRefusesTwoInstrumentsOfOneUrl() {
    List<Instrument> twice = List.of(TestInstruments.phq9(), TestInstruments.phq9());
    assertThatIllegalArgumentException().isThrownBy(() -> new InstrumentCatalog(twice));
  }

  private static void refuses(Questionnaire questionnaire, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InstrumentReader().read(questionnaire))
        .withMessageContaining(message);
  }

  private static void assertScore(Instrument instrument, int total, String band) {
    AnswerSheet sheet =
        QuestionnaireResponseReader.read(instrument, TestResponses.completed(instrument, total))
            .sheet();
    Score score = instrument.score(sheet);
    assertThat(score.total()).isEqualTo(total);
    assertThat(score.band().meaning().code()).isEqualTo(band);
  }

  private static Questionnaire questionnaire() {
    Questionnaire questionnaire = new Questionnaire();
    questionnaire.setUrl("https://example.org/q").setVersion("1");
    Extension score = questionnaire.addExtension();
    score.setUrl("https://attune.org/fhir/StructureDefinition/instrument-score");
    score.addExtension("total", new Coding("http://loinc.org", "t", "Total"));
    score.addExtension("item", new StringType("one"));
    Extension band = score.addExtension();
    band.setUrl("band");
    band.addExtension("low", new IntegerType(2));
    band.addExtension("high", new IntegerType(2));
    band.addExtension("code", new Coding("https://example.org", "all", "All"));
    var item =
        questionnaire
            .addItem()
            .setLinkId("one")
            .setType(QuestionnaireItemType.CHOICE)
            .setRequired(true);
    var option = item.addAnswerOption().setValue(new Coding("http://loinc.org", "a", null));
    option.addExtension("http://hl7.org/fhir/StructureDefinition/ordinalValue", new DecimalType(2));
    return questionnaire;
  }
}
