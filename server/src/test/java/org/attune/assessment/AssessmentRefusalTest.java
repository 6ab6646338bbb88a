package org.attune.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.attune.assessment.TestResponses.completed;
import static org.attune.assessment.TestResponses.item;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import java.util.Map;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.RuleViolationException;
import org.attune.store.RuleViolationException.Violation;
import org.attune.store.Write;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentRefusalTest {

  private static final String PHQ9 = "https://attune.org/fhir/Questionnaire/phq-9";

  private final InMemoryRecordStore records = new InMemoryRecordStore();
  private final AssessmentScoring scoring =
      new AssessmentScoring(TestInstruments.catalog(), records, new ItemFindings(Map.of()));
  private final QuestionnaireResponse response = completed(TestInstruments.phq9(), 12);

  @ParameterizedTest
  @EnumSource(
      value = QuestionnaireResponseStatus.class,
      names = {"COMPLETED", "AMENDED"})
  void finishedResponseWithMissingItemsIsRefusedWithEveryLinkId(
      QuestionnaireResponseStatus status) {
    response.setStatus(status);
    response.getItem().remove(8);
    response.getItem().remove(0);
    List<Violation> violations = refused();
    assertThat(violations).extracting(Violation::code).containsOnly("required");
    assertThat(violations.get(0).message()).contains("44250-9");
    assertThat(violations.get(1).message()).contains("44260-8");
    assertThat(violations).hasSize(2);
    assertThat(records.operations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = QuestionnaireResponseStatus.class,
      names = {"INPROGRESS", "STOPPED", "COMPLETED"})
  void unknownOptionIsRefusedInEveryStatus(QuestionnaireResponseStatus status) {
    response.setStatus(status);
    response.getItem().set(3, item("44254-1", "LA6572-7"));
    assertThat(refused())
        .extracting(Violation::code, Violation::expression)
        .containsExactly(tuple("code-invalid", "QuestionnaireResponse.item[3].answer[0].value"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"Group/g1", "#inside", "Practitioner/d1"})
  void finishedResponseNeedsAPatient(@Nullable String subject) {
    response.setSubject(subject == null ? null : new Reference(subject));
    assertThat(refused())
        .extracting(Violation::expression)
        .containsExactly("QuestionnaireResponse.subject");
  }

  @Test
  void finishedResponseSaysWhen() {
    response.setAuthored(null);
    assertThat(refused())
        .extracting(Violation::expression)
        .containsExactly("QuestionnaireResponse.authored");
  }

  @Test
  void referenceWithinATransactionIsJudgedWhenItIsResolved() {
    response.setSubject(new Reference("urn:uuid:7b2d0a0e-0c3e-4c3a-9a9c-0d5a3a0f2b11"));
    scoring.beforeStore(create());
    response.setSubject(new Reference("Group/g1"));
    RuleViolationException refusal =
        catchThrowableOfType(RuleViolationException.class, () -> scoring.beforeCommit(create()));
    assertThat(refusal.violations())
        .extracting(Violation::expression)
        .containsExactly("QuestionnaireResponse.subject");
  }

  @Test
  void anotherVersionOfAKnownInstrumentIsRefused() {
    response.setQuestionnaire(PHQ9 + "|2.0.0");
    assertThat(refused())
        .extracting(Violation::code, Violation::expression)
        .containsExactly(tuple("not-supported", "QuestionnaireResponse.questionnaire"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "|1.0.0", "#part", "|1.0.0#part"})
  void canonicalMayOrMayNotNameTheVersion(String suffix) {
    response.setQuestionnaire(PHQ9 + suffix);
    scoring.beforeStore(create());
    scoring.beforeCommit(create());
    assertThat(records.all()).hasSize(1);
  }

  @Test
  void statedTotalThatDisagreesIsReplacedInItsOwnType() {
    assertThat(stated(new IntegerType(3)).primitiveValue()).isEqualTo("12");
    assertThat(stated(new DecimalType("3.5")).primitiveValue()).isEqualTo("12");
    Type quantity = stated(new Quantity().setValue(3).setUnit("{score}"));
    assertThat(((Quantity) quantity).getValue()).isEqualByComparingTo("12");
    assertThat(((Quantity) quantity).getUnit()).isEqualTo("{score}");
    assertThat(stated(new Quantity())).isInstanceOf(Quantity.class);
  }

  @Test
  void statedTotalThatAgreesStaysAsSent() {
    assertThat(stated(new DecimalType("12.0")).primitiveValue()).isEqualTo("12.0");
  }

  private Type stated(Type value) {
    QuestionnaireResponse copy = response.copy();
    copy.addItem().setLinkId("/44261-6").addAnswer().setValue(value);
    scoring.beforeStore(new Write(Write.Kind.CREATE, copy, null, caller()));
    return copy.getItem().get(9).getAnswerFirstRep().getValue();
  }

  private List<Violation> refused() {
    RuleViolationException refusal =
        catchThrowableOfType(RuleViolationException.class, () -> scoring.beforeStore(create()));
    assertThat(refusal).isNotNull();
    return refusal.violations();
  }

  private Write create() {
    return new Write(Write.Kind.CREATE, response, null, caller());
  }

  private static Caller caller() {
    return Caller.user(new Actor("tester", Actor.Kind.OPERATOR), new SystemRequestDetails());
  }
}
