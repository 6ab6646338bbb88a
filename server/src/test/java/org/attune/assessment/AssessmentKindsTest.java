package org.attune.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.assessment.rules.Code;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.ScoredItem;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Subscales, items, cut-offs by sex, yes and no, and responses of other systems with gaps. */
class AssessmentKindsTest {

  private final InMemoryRecordStore records = new InMemoryRecordStore();
  private final InstrumentCatalog catalog;
  private final Map<String, Instrument> byUrl = new HashMap<>();

  AssessmentKindsTest() throws IOException {
    List<Instrument> all =
        AssessmentConfiguration.load(
            FhirContext.forR4Cached(),
            new PathMatchingResourcePatternResolver()
                .getResources("classpath*:fhir/attune.profiles/Questionnaire-*.json"));
    all.forEach(each -> byUrl.put(each.identity().url(), each));
    this.catalog = new InstrumentCatalog(all);
  }

  @Test
  void subscalesBecomeMembersOfTheTotal() {
    QuestionnaireResponse response = answered("pcl-5", 0);
    create(response, Map.of(), Actor.Kind.OPERATOR);

    Observation total = coded("101698-9");
    assertThat(total.getHasMember()).hasSize(4);
    assertThat(coded("pcl-5-cluster-b").getValueQuantity().getValue()).isEqualByComparingTo("0");
    assertThat(coded("pcl-5-cluster-b").hasInterpretation()).isFalse();
    assertThat(records.all()).hasSize(5);
  }

  @Test
  void cutOffsDependOnTheSexOfThePatient() {
    records.everybodyIs(AdministrativeGender.MALE);
    create(answered("audit-c", 1), Map.of(), Actor.Kind.OPERATOR);
    assertThat(coded("75626-2").getInterpretationFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("negative");

    records.everybodyIs(AdministrativeGender.FEMALE);
    QuestionnaireResponse hers = answered("audit-c", 1);
    hers.setId("QuestionnaireResponse/r2/_history/1");
    create(hers, Map.of(), Actor.Kind.OPERATOR);
    assertThat(records.all().get(1).getInterpretationFirstRep().getCodingFirstRep().getCode())
        .isEqualTo("positive");
  }

  @Test
  void yesAndNoAreCountedAndOtherAnswersRefusedWithTheLinkId() {
    QuestionnaireResponse response = answered("cage", 1);
    create(response, Map.of(), Actor.Kind.OPERATOR);
    assertThat(coded("cage-total").getValueQuantity().getValue()).isEqualByComparingTo("4");

    QuestionnaireResponse wrong = answered("cage", 1);
    wrong.getItem().get(2).getAnswerFirstRep().setValue(new Reference("Patient/p1"));
    assertThatThrownBy(() -> create(wrong, Map.of(), Actor.Kind.OPERATOR))
        .isInstanceOf(RuleViolationException.class)
        .hasMessageContaining("cage-3")
        .hasMessageContaining("item[2].answer[0].value");
  }

  @Test
  void singleAnswersAreKeptIfTheSiteWantsThem() {
    Map<String, Code> codes =
        Map.of(
            "44260-8", new Code("http://loinc.org", "44260-8", "Item nine"),
            "cage-1", new Code("https://example.org", "cage-1", "One"));
    QuestionnaireResponse response = answered("phq-9", 1);
    create(response, codes, Actor.Kind.OPERATOR);

    Observation item = coded("44260-8");
    assertThat(item.getValueCodeableConcept().hasCoding("http://loinc.org", "LA6569-3")).isTrue();
    assertThat(item.getCategory().get(1).getCodingFirstRep().getCode())
        .isEqualTo("instrument-item");
    assertThat(coded("44261-6").getHasMember()).hasSize(1);

    QuestionnaireResponse yes = answered("cage", 1);
    yes.setId("QuestionnaireResponse/r2/_history/1");
    create(yes, codes, Actor.Kind.OPERATOR);
    assertThat(coded("cage-1").getValueBooleanType().booleanValue()).isTrue();
  }

  @Test
  void anImportedResponseWithAGapHasNoTotalAndSaysSo() {
    QuestionnaireResponse gap = answered("phq-9", 1);
    gap.getItem().remove(3);
    gap.getMeta().setSource("https://other.example.org/ehr");

    assertThatThrownBy(() -> create(gap, Map.of(), Actor.Kind.USER))
        .hasMessageContaining("44254-1");
    create(gap, Map.of(), Actor.Kind.CLIENT_SYSTEM);

    Observation total = coded("44261-6");
    assertThat(total.hasValue()).isFalse();
    assertThat(total.getDataAbsentReason().getCodingFirstRep().getCode()).isEqualTo("unknown");
    assertThat(total.hasInterpretation()).isFalse();

    gap.getMeta().setSource("#only-a-request");
    assertThatThrownBy(() -> create(gap, Map.of(), Actor.Kind.CLIENT_SYSTEM))
        .hasMessageContaining("44254-1");
  }

  private Observation coded(String code) {
    return records.all().stream()
        .filter(each -> each.getCode().getCodingFirstRep().getCode().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private void create(QuestionnaireResponse response, Map<String, Code> items, Actor.Kind kind) {
    AssessmentScoring scoring = new AssessmentScoring(catalog, records, new ItemFindings(items));
    Caller caller = Caller.user(new Actor("tester", kind), new SystemRequestDetails());
    Write write = new Write(Write.Kind.CREATE, response, null, caller);
    scoring.beforeStore(write);
    scoring.beforeCommit(write);
  }

  /** Every scored item answered with that many points. */
  private QuestionnaireResponse answered(String id, int points) {
    String url = "https://attune.org/fhir/Questionnaire/" + id;
    QuestionnaireResponse response = TestResponses.completed(TestInstruments.gad7(), 0);
    response.getItem().clear();
    response.setQuestionnaire(url);
    Instrument instrument = Objects.requireNonNull(byUrl.get(url), url);
    for (ScoredItem item : instrument.scoredItems()) {
      String option =
          item.ordinals().entrySet().stream()
              .filter(each -> each.getValue() == points)
              .findFirst()
              .orElseThrow()
              .getKey();
      var answer = response.addItem().setLinkId(item.linkId()).addAnswer();
      if (option.equals("true") || option.equals("false")) {
        answer.setValue(new BooleanType(option));
      } else {
        int bar = option.indexOf('|');
        answer.setValue(
            bar < 0
                ? new Coding("http://loinc.org", option, null)
                : new Coding(option.substring(0, bar), option.substring(bar + 1), null));
      }
    }
    return response;
  }
}
