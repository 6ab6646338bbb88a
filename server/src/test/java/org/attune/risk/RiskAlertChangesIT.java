package org.attune.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.risk.RiskRecord.causes;
import static org.attune.risk.RiskRecord.item9;
import static org.attune.risk.RiskRecord.phq9;

import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An alert follows what becomes of the responses that caused it. */
@FhirIntegrationTest
class RiskAlertChangesIT {

  private final FhirClient client;
  private final RiskRecord record;

  RiskAlertChangesIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.record = new RiskRecord(client);
  }

  @Test
  void repeatsUpdateTheAlertAndTheSameResponseAgainChangesNothing() {
    String patient = record.patient();
    QuestionnaireResponse answers = phq9(patient, 1);
    String first = record.stored(answers);
    Flag flag = record.flag(patient);
    Task task = record.task(patient);

    answers.setId(first);
    ok(client.put(first, answers));
    assertThat(record.flag(patient).getMeta().getVersionId())
        .isEqualTo(flag.getMeta().getVersionId());
    assertThat(record.task(patient).getMeta().getVersionId())
        .isEqualTo(task.getMeta().getVersionId());

    String second = record.stored(phq9(patient, 2));
    assertThat(record.flags(patient)).hasSize(1);
    assertThat(causes(record.flag(patient))).containsExactly(first, second);
    assertThat(record.tasks(patient)).hasSize(1);
    assertThat(record.task(patient).getReasonReference().getReference()).isEqualTo(second);
  }

  @Test
  void aCorrectionWithdrawsOnlyWhatItAloneCausedAndHistoryKeepsIt() {
    String patient = record.patient();
    QuestionnaireResponse mistaken = phq9(patient, 2);
    String first = record.stored(mistaken);
    QuestionnaireResponse right = phq9(patient, 1);
    String second = record.stored(right);

    mistaken.setId(first);
    mistaken.setStatus(QuestionnaireResponseStatus.AMENDED);
    ok(client.put(first, item9(mistaken, 0)));
    assertThat(causes(record.flag(patient))).containsExactly(second);
    record.task(patient);

    right.setId(second);
    right.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
    ok(client.put(second, right));
    Flag flag = record.flags(patient).get(0);
    assertThat(flag.getStatus()).isEqualTo(Flag.FlagStatus.ENTEREDINERROR);
    assertThat(record.tasks(patient))
        .extracting(Task::getStatus)
        .containsExactly(Task.TaskStatus.CANCELLED);
    Bundle history = client.get("Flag/" + flag.getIdElement().getIdPart() + "/_history").bundle();
    assertThat(history.getEntry()).hasSize(4);

    assertThat(client.delete(second).status()).isEqualTo(200);
    record.stored(phq9(patient, 1));
    assertThat(record.flags(patient)).hasSize(2);
    record.flag(patient);
  }

  @Test
  void answersWithoutASignalLaterOnDoNotTakeTheAlertBack() {
    String patient = record.patient();
    QuestionnaireResponse answers = phq9(patient, 3);
    answers.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    String response = record.stored(answers);

    answers.setId(response);
    answers.setStatus(QuestionnaireResponseStatus.COMPLETED);
    ok(client.put(response, item9(answers, 0)));

    record.flag(patient);
    record.task(patient);
  }

  @Test
  void aDeletedResponseWithdrawsTooAndCanBeDeleted() {
    String patient = record.patient();
    String response = record.stored(phq9(patient, 1));

    assertThat(client.delete(response).status()).isEqualTo(200);

    assertThat(record.flags(patient))
        .extracting(Flag::getStatus)
        .containsExactly(Flag.FlagStatus.ENTEREDINERROR);
    assertThat(client.get(response).status()).isEqualTo(410);
  }

  @Test
  void answersMovedToAnotherPatientTakeTheAlertAlong() {
    String wrong = record.patient();
    String right = record.patient();
    QuestionnaireResponse answers = phq9(wrong, 1);
    String response = record.stored(answers);

    answers.setId(response);
    answers.getSubject().setReference(right);
    ok(client.put(response, answers));

    assertThat(record.flags(wrong))
        .extracting(Flag::getStatus)
        .containsExactly(Flag.FlagStatus.ENTEREDINERROR);
    assertThat(causes(record.flag(right))).containsExactly(response);
  }

  @Test
  void whatWasDealtWithIsNotRaisedAgainByTheSameAnswerButByAStrongerOrANewOne() {
    String patient = record.patient();
    QuestionnaireResponse answers = phq9(patient, 1);
    String response = record.stored(answers);
    deal(patient);

    answers.setId(response);
    answers.setAuthor(new Reference(patient));
    ok(client.put(response, answers));
    assertThat(record.flags(patient)).hasSize(1);

    ok(client.put(response, item9(answers, 3)));
    record.flag(patient);
    record.task(patient);
    deal(patient);

    record.stored(phq9(patient, 1));
    assertThat(record.flags(patient)).hasSize(3);
    record.task(patient);
  }

  private void deal(String patient) {
    Flag flag = record.flag(patient);
    Task task = record.task(patient);
    task.setStatus(Task.TaskStatus.COMPLETED);
    task.addOutput()
        .setValue(
            new CodeableConcept()
                .addCoding(
                    new Coding(
                        "https://attune.org/fhir/CodeSystem/risk-disposition",
                        "no-current-risk",
                        null)))
        .getType()
        .setText("disposition");
    ok(client.put("Task/" + task.getIdElement().getIdPart(), task));
    flag.setStatus(Flag.FlagStatus.INACTIVE);
    ok(client.put("Flag/" + flag.getIdElement().getIdPart(), flag));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    return answer;
  }
}
