package org.attune.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.assessment.TestResponses.completed;
import static org.attune.assessment.TestResponses.item;

import java.util.List;
import org.attune.assessment.QuestionnaireResponseReader.Reading;
import org.attune.assessment.rules.Instrument;
import org.attune.store.RuleViolationException.Violation;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

class QuestionnaireResponseReaderTest {

  private static final String UNKNOWN_OPTION = "LA6572-7";

  private final Instrument phq9 = TestInstruments.phq9();
  private final QuestionnaireResponse response = completed(phq9, 12);

  @Test
  void readsEveryAnswer() {
    Reading reading = read();
    assertThat(reading.complete()).isTrue();
    assertThat(reading.sheet().option("44250-9")).contains("LA6571-9");
    assertThat(reading.total()).isEmpty();
  }

  @Test
  void leadingSlashDoesNotMatter() {
    response.getItem().forEach(item -> item.setLinkId("/" + item.getLinkId()));
    assertThat(read().complete()).isTrue();
    assertThat(phq9.score(read().sheet()).total()).isEqualTo(12);
  }

  @Test
  void itemsMayStandInThePanelsGroupAndUnderAnswers() {
    QuestionnaireResponseItemComponent nested = response.getItem().remove(8);
    QuestionnaireResponseItemComponent group = new QuestionnaireResponseItemComponent();
    group.setLinkId("44249-1").setItem(List.copyOf(response.getItem()));
    group.getItem().get(7).getAnswerFirstRep().addItem(nested);
    response.setItem(List.of(group));
    assertThat(read().complete()).isTrue();

    nested.getAnswerFirstRep().setValue(new Coding("http://loinc.org", UNKNOWN_OPTION, null));
    assertOnlyViolation(
        "code-invalid",
        "QuestionnaireResponse.item[0].item[7].answer[0].item[0].answer[0].value",
        "44260-8");
  }

  @Test
  void missingItemIsNamedByItsLinkId() {
    response.getItem().remove(8);
    Violation violation = read().missing().get(0);
    assertThat(violation.code()).isEqualTo("required");
    assertThat(violation.expression()).isEqualTo("QuestionnaireResponse.item");
    assertThat(violation.message()).contains("44260-8").contains("PHQ-9");
  }

  @Test
  void itemWithoutAnswerIsMissingWhereItStands() {
    response.getItem().get(3).getAnswer().clear();
    assertThat(read().violations()).isEmpty();
    assertThat(read().missing())
        .extracting(Violation::expression)
        .containsExactly("QuestionnaireResponse.item[3]");
  }

  @Test
  void answerWithoutAValueIsMissing() {
    response.getItem().get(3).getAnswerFirstRep().setValue(null);
    assertThat(read().missing()).hasSize(1);
  }

  @Test
  void unknownOptionIsRefusedWithoutRepeatingIt() {
    response.getItem().set(3, item("44254-1", UNKNOWN_OPTION));
    assertOnlyViolation("code-invalid", "QuestionnaireResponse.item[3].answer[0].value", "44254-1");
    assertThat(read().violations().get(0).message()).doesNotContain(UNKNOWN_OPTION);
    assertThat(read().missing()).isEmpty();
  }

  @Test
  void optionOfAnotherSystemIsRefused() {
    Coding coding = new Coding("https://example.org", "LA6568-5", null);
    response.getItem().get(3).getAnswerFirstRep().setValue(coding);
    assertOnlyViolation("code-invalid", "QuestionnaireResponse.item[3].answer[0].value", "44254-1");
  }

  @Test
  void answerOfAnotherTypeIsRefused() {
    response.getItem().get(3).getAnswerFirstRep().setValue(new StringType("often"));
    assertOnlyViolation("value", "QuestionnaireResponse.item[3].answer[0].value", "44254-1");
    assertThat(read().violations().get(0).message()).doesNotContain("often");
  }

  @Test
  void unscoredItemIsCheckedButNotScored() {
    response.addItem(item("69722-7", "LA6573-5"));
    assertThat(read().complete()).isTrue();
    response.getItem().set(9, item("69722-7", "LA6568-5"));
    assertOnlyViolation("code-invalid", "QuestionnaireResponse.item[9].answer[0].value", "69722-7");
  }

  @Test
  void itemThatOccursTwiceIsRefused() {
    response.addItem(item("/44250-9", "LA6568-5"));
    assertOnlyViolation("structure", "QuestionnaireResponse.item[9]", "44250-9");
  }

  @Test
  void secondAnswerIsRefused() {
    response.getItem().get(2).addAnswer().setValue(new Coding("http://loinc.org", "LA6568-5", ""));
    assertOnlyViolation("structure", "QuestionnaireResponse.item[2].answer[1]", "44259-0");
  }

  @Test
  void unknownItemIsRefusedAndNamedOnlyIfItLooksLikeALinkId() {
    response.addItem(item("69725-0", "LA6568-5"));
    assertOnlyViolation("value", "QuestionnaireResponse.item[9].linkId", "69725-0");
    response.getItem().get(9).setLinkId("<script>alert(1)</script>");
    assertThat(read().violations().get(0).message()).doesNotContain("script");
  }

  @Test
  void itemWithoutLinkIdIsRefused() {
    response.addItem().setText("Something");
    assertOnlyViolation("required", "QuestionnaireResponse.item[9].linkId", "linkId");
  }

  @Test
  void statedTotalMustBeANumber() {
    response.addItem().setLinkId("44261-6").addAnswer().setValue(new StringType("twelve"));
    assertOnlyViolation("value", "QuestionnaireResponse.item[9].answer[0].value", "44261-6");
  }

  private Reading read() {
    return QuestionnaireResponseReader.read(phq9, response);
  }

  private void assertOnlyViolation(String code, String expression, String inMessage) {
    assertThat(read().violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.code()).isEqualTo(code);
              assertThat(violation.expression()).isEqualTo(expression);
              assertThat(violation.message()).contains(inMessage);
            });
  }
}
