package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.risk.RiskRecord;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A patient's own token can raise the alert, and can neither read nor close it. */
@FhirIntegrationTest
class ClientRaisesAlertIT {

  private final TestApps apps;
  private final FhirClient operator;
  private final RiskRecord record;
  private final Someone person;

  ClientRaisesAlertIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.operator = http.client();
    this.record = new RiskRecord(operator);
    this.person = new SignIn(http, directory).patient();
  }

  @Test
  void theClientRaisesItAndCanNeitherReadNorCloseIt() {
    String scope = "launch/patient patient/*.cruds";
    String app = AppFlow.publicApp(apps, scope);
    FhirClient own =
        apps.as(
            new AppFlow(apps, app, scope).token(person.browser()).path("access_token").asText());
    String patient = "Patient/" + person.id();
    QuestionnaireResponse answers = RiskRecord.phq9(patient, 2);

    Answer posted = own.post("QuestionnaireResponse", answers);

    assertThat(posted.status()).as(posted.body()).isEqualTo(201);
    Flag flag = record.flags(patient).get(0);
    Task task = record.tasks(patient).get(0);
    for (String path : List.of("Flag/" + id(flag), "Task/" + id(task))) {
      assertThat(own.get(path).status()).as(path).isEqualTo(404);
      assertThat(own.get(path + "/_history/1").status()).as(path).isEqualTo(404);
      assertThat(own.delete(path).status()).as(path).isIn(403, 404);
    }
    Answer all = own.get("Flag?_total=accurate");
    assertThat(all.status()).as(all.body()).isEqualTo(200);
    assertThat(all.bundle().getTotal()).isZero();
    assertThat(own.get("Task?patient=" + person.id()).bundle().getEntry()).isEmpty();
    flag.setStatus(Flag.FlagStatus.INACTIVE);
    assertThat(own.put("Flag/" + id(flag), flag).status()).isIn(403, 404);
    task.setStatus(Task.TaskStatus.COMPLETED);
    assertThat(own.put("Task/" + id(task), task).status()).isIn(403, 404);

    answers.setId(posted.id());
    answers.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR);
    assertThat(own.put("QuestionnaireResponse/" + posted.id(), answers).status()).isEqualTo(200);
    assertThat(own.delete("QuestionnaireResponse/" + posted.id()).status()).isEqualTo(403);
    assertThat(record.flags(patient))
        .extracting(Flag::getStatus)
        .containsExactly(Flag.FlagStatus.ACTIVE);
    assertThat(record.tasks(patient))
        .extracting(Task::getStatus)
        .containsExactly(Task.TaskStatus.REQUESTED);
  }

  private static String id(Resource resource) {
    return resource.getIdElement().getIdPart();
  }
}
