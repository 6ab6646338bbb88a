package org.attune.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.risk.RiskRecord.phq9;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An alert is taken on, decided, and not forgotten at the end of the session. */
@FhirIntegrationTest
class RiskFollowUpIT {

  private final FhirClient client;
  private final RiskRecord record;
  private final Clock clock;

  RiskFollowUpIT(@Autowired FhirHttp http, @Autowired Clock clock) {
    this.client = http.client();
    this.record = new RiskRecord(client);
    this.clock = clock;
  }

  @Test
  void anAlertIsTakenOnAndEndsWithWhatWasDecided() {
    String patient = record.patient();
    record.stored(phq9(patient, 1));
    Task task = record.task(patient);

    assertThat(put(task.setStatus(TaskStatus.ACCEPTED)).status()).isEqualTo(200);
    assertRefused(put(task.setStatus(TaskStatus.COMPLETED)), "Task.output");
    assertRefused(put(task.setStatus(TaskStatus.CANCELLED)), "Task.output");
    assertRefused(put(record.flag(patient).setStatus(Flag.FlagStatus.INACTIVE)), "Flag.status");

    assertThat(put(decided(task)).status()).isEqualTo(200);
    Flag flag = record.flags(patient).get(0);
    assertThat(flag.getStatus()).isEqualTo(Flag.FlagStatus.INACTIVE);
    assertThat(flag.getPeriod().hasEnd()).isTrue();
    assertRefused(put(task.setStatus(TaskStatus.INPROGRESS)), "Task.status");
  }

  @Test
  @DisplayName(
      "Of F4: an Encounter is not finished while an answer of its day waits for a decision")
  void anEncounterIsFinishedOnlyAfterTheDecision() {
    String patient = record.patient();
    Encounter today = encounter(patient, clock.instant());
    Encounter lastMonth = encounter(patient, clock.instant().minus(Duration.ofDays(30)));
    record.stored(phq9(patient, 1));

    assertRefused(put(today.setStatus(EncounterStatus.FINISHED)), "Encounter.status");
    assertThat(put(lastMonth.setStatus(EncounterStatus.FINISHED)).status()).isEqualTo(200);

    Bundle both = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    for (Resource resource : new Resource[] {today, decided(record.task(patient))}) {
      both.addEntry()
          .setResource(resource)
          .getRequest()
          .setMethod(Bundle.HTTPVerb.PUT)
          .setUrl(path(resource));
    }
    Answer answer = client.post("", both);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(client.get(path(today)).as(Encounter.class).getStatus())
        .isEqualTo(EncounterStatus.FINISHED);
  }

  private Encounter encounter(String patient, Instant start) {
    Encounter encounter = new Encounter().setStatus(EncounterStatus.INPROGRESS);
    encounter.addIdentifier().setSystem("urn:example:risk").setValue(RiskRecord.unique());
    encounter
        .getClass_()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
        .setCode("AMB");
    encounter.addType().setText("Visit");
    encounter.setSubject(new Reference(patient));
    encounter.getPeriod().setStart(Date.from(start));
    encounter.setId(record.stored(encounter));
    return encounter;
  }

  private static Task decided(Task task) {
    task.setStatus(TaskStatus.COMPLETED);
    task.addOutput()
        .setValue(
            new CodeableConcept(
                new Coding(
                    "https://attune.org/fhir/CodeSystem/risk-disposition", "safety-plan", null)))
        .getType()
        .setText("disposition");
    return task;
  }

  private Answer put(Resource resource) {
    return client.put(path(resource), resource);
  }

  private static String path(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  private static void assertRefused(Answer answer, String expression) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.issue().getExpression().get(0).getValue()).isEqualTo(expression);
  }
}
