package org.attune.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.attune.assessment.rules.AnswerSheet;
import org.attune.assessment.rules.AnswerSheet.Choice;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.Part;
import org.attune.assessment.rules.Score;
import org.attune.assessment.rules.ScoredItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The instruments as they are shipped, at the edges of their bands. */
class ShippedInstrumentsTest {

  private static final String URL = "https://attune.org/fhir/Questionnaire/";
  private static final Map<String, Instrument> BY_ID = instruments();

  @Test
  void everyShippedInstrumentCanBeScored() {
    assertThat(BY_ID.keySet())
        .containsExactlyInAnyOrder(
            "phq-9",
            "phq-2",
            "phq-9m",
            "gad-7",
            "gad-2",
            "pcl-5",
            "audit-c",
            "cage",
            "asq",
            "ace",
            "audit",
            "dast-10",
            "c-ssrs-screener",
            "epds",
            "who-5",
            "scoff");
  }

  @ParameterizedTest
  @CsvSource({
    "phq-2, 2, '', negative",
    "phq-2, 3, '', positive",
    "gad-2, 2, '', negative",
    "gad-2, 3, '', positive",
    "phq-9m, 4, '', none-minimal",
    "phq-9m, 5, '', mild",
    "phq-9m, 27, '', severe",
    "pcl-5, 30, '', negative",
    "pcl-5, 31, '', positive",
    "pcl-5, 80, '', positive",
    "audit-c, 3, male, negative",
    "audit-c, 4, male, positive",
    "audit-c, 2, female, negative",
    "audit-c, 3, female, positive",
    "audit-c, 3, '', positive",
    "cage, 1, '', negative",
    "cage, 2, '', positive",
    "asq, 0, '', negative",
    "asq, 1, '', positive",
    "ace, 0, '', none-minimal",
    "ace, 3, '', intermediate",
    "ace, 4, '', high",
    "audit, 7, '', low",
    "audit, 8, '', hazardous",
    "audit, 15, '', hazardous",
    "audit, 16, '', harmful",
    "audit, 19, '', harmful",
    "audit, 20, '', possible-dependence",
    "dast-10, 0, '', none-minimal",
    "dast-10, 2, '', low",
    "dast-10, 3, '', moderate",
    "dast-10, 6, '', substantial",
    "dast-10, 9, '', severe",
    "dast-10, 10, '', severe",
    "epds, 9, '', negative",
    "epds, 10, '', possible",
    "epds, 12, '', possible",
    "epds, 13, '', probable",
    "who-5, 28, '', very-low-wellbeing",
    "who-5, 32, '', low-wellbeing",
    "who-5, 48, '', low-wellbeing",
    "who-5, 52, '', fair-wellbeing",
    "who-5, 100, '', fair-wellbeing",
    "scoff, 1, '', negative",
    "scoff, 2, '', positive",
  })
  void bandsFollowTheCutPoints(String id, int total, String sex, String band) {
    Score score = instrument(id).score(sheetOf(instrument(id), total), sex);

    assertThat(score.total()).isEqualTo(total);
    assertThat(score.band().meaning().code()).isEqualTo(band);
  }

  @Test
  void theThirdItemOfTheDast10IsReversed() {
    List<Choice> allNo =
        instrument("dast-10").scoredItems().stream()
            .map(item -> new Choice(item.linkId(), "false"))
            .toList();

    assertThat(instrument("dast-10").score(AnswerSheet.of(allNo)).total()).isEqualTo(1);
  }

  @Test
  void theClustersOfThePcl5AddUpToItsTotal() {
    Instrument pcl5 = instrument("pcl-5");
    Score score = pcl5.score(sheetOf(pcl5, 80));

    assertThat(score.parts()).extracting(Part::value).containsExactly(20, 8, 28, 24);
    assertThat(score.parts().stream().mapToInt(Part::value).sum()).isEqualTo(score.total());
  }

  @ParameterizedTest
  @CsvSource({
    "93246-7, low",
    "93247-5, low",
    "93248-3, moderate",
    "93249-1, high",
    "93250-9, high",
    "93267-3, moderate",
    "93269-9, high"
  })
  void theMostSevereItemOfTheCssrsDecides(String yes, String level) {
    List<Choice> choices =
        instrument("c-ssrs-screener").scoredItems().stream()
            .map(item -> new Choice(item.linkId(), item.linkId().equals(yes) ? "LA33-6" : "LA32-8"))
            .toList();

    assertThat(instrument("c-ssrs-screener").score(AnswerSheet.of(choices)).band().meaning().code())
        .isEqualTo(level);
  }

  private static Instrument instrument(String id) {
    return Objects.requireNonNull(BY_ID.get(id), id);
  }

  /** Answers that give the total: each item takes as much as it can. */
  private static AnswerSheet sheetOf(Instrument instrument, int total) {
    int rest = total / instrument.scale().factor();
    List<Choice> choices = new ArrayList<>();
    for (ScoredItem item : instrument.scoredItems()) {
      int left = rest;
      Map.Entry<String, Integer> option =
          item.ordinals().entrySet().stream()
              .filter(each -> each.getValue() <= left)
              .max(Map.Entry.comparingByValue())
              .orElseThrow();
      rest -= option.getValue();
      choices.add(new Choice(item.linkId(), option.getKey()));
    }
    return AnswerSheet.of(choices);
  }

  private static Map<String, Instrument> instruments() {
    Map<String, Instrument> byId = new TreeMap<>();
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:fhir/attune.profiles/Questionnaire-*.json");
      AssessmentConfiguration.load(FhirContext.forR4Cached(), files)
          .forEach(each -> byId.put(each.identity().url().substring(URL.length()), each));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return byId;
  }
}
