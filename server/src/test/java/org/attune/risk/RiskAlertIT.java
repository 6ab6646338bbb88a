package org.attune.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.risk.RiskRecord.causes;
import static org.attune.risk.RiskRecord.item9;
import static org.attune.risk.RiskRecord.phq9;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Promise 5: a signal of danger raises its alert in the transaction that stores the answers. */
@FhirIntegrationTest
class RiskAlertIT {

  private static final String TYPE = "QuestionnaireResponse";

  private final FhirClient client;
  private final RiskRecord record;
  private final JdbcTemplate jdbc;

  RiskAlertIT(@Autowired FhirHttp http, @Autowired JdbcTemplate jdbc) {
    this.client = http.client();
    this.record = new RiskRecord(client);
    this.jdbc = jdbc;
  }

  @Test
  @DisplayName("Promise 5, A12: item 9 raises one Flag and one stat Task to the care manager")
  void item9RaisesOneFlagAndOneTask() {
    String clinician = record.practitioner();
    String patient = record.patientOf(clinician);

    String response = record.stored(phq9(patient, 1));

    Flag flag = record.flag(patient);
    assertThat(causes(flag)).containsExactly(response);
    assertThat(flag.getCategoryFirstRep().getCodingFirstRep().getCode()).isEqualTo("safety");
    assertThat(flag.getPeriod().hasStart()).isTrue();
    assertThat(flag.getMeta().getProfile().get(0).getValue()).endsWith("/attune-risk-flag");
    Task task = record.task(patient);
    assertThat(task.getPriority()).isEqualTo(Task.TaskPriority.STAT);
    assertThat(task.getOwner().getReference()).isEqualTo(clinician);
    assertThat(task.getFocus().getReference()).isEqualTo("Flag/" + flag.getIdElement().getIdPart());
    assertThat(task.getReasonReference().getReference()).isEqualTo(response);
    assertThat(task.getMeta().getProfile().get(0).getValue()).endsWith("/attune-risk-task");
    for (Resource part : List.of(flag, task)) {
      assertThat(
              part.getMeta()
                  .getSecurity("http://terminology.hl7.org/CodeSystem/v3-ActCode", "NOPAT"))
          .isNotNull();
    }
    assertThat(flag.getCode().getText() + task.getDescription() + display(flag) + display(task))
        .doesNotContainIgnoringCase("suicid")
        .doesNotContainIgnoringCase("harm")
        .doesNotContainIgnoringCase("danger");
  }

  @Test
  void withoutASignalNothingIsRaised() {
    String patient = record.patient();
    record.stored(phq9(patient, 0));

    assertThat(record.flags(patient)).isEmpty();
    assertThat(record.tasks(patient)).isEmpty();
  }

  @Test
  void aTransactionThatBringsThePatientAndTwoResponsesRaisesOneAlertWithBothCauses() {
    Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    String urn = "urn:uuid:" + RiskRecord.unique();
    add(bundle, RiskRecord.person(), HTTPVerb.POST, "Patient").setFullUrl(urn);
    add(bundle, phq9(urn, 2), HTTPVerb.POST, TYPE);
    add(bundle, phq9(urn, 1), HTTPVerb.POST, TYPE);

    Bundle answer = ok(client.post("", bundle)).bundle();

    String patient = located(answer, 0);
    assertThat(causes(record.flag(patient)))
        .containsExactlyInAnyOrder(located(answer, 1), located(answer, 2));
    assertThat(record.tasks(patient)).hasSize(1);
  }

  @Test
  void aBatchRaisesThemToo() {
    String patient = record.patient();
    Bundle bundle = new Bundle().setType(BundleType.BATCH);
    add(bundle, phq9(patient, 3), HTTPVerb.POST, TYPE);
    add(bundle, phq9(patient, 0), HTTPVerb.POST, TYPE);

    Bundle answer = ok(client.post("", bundle)).bundle();

    assertThat(causes(record.flag(patient))).containsExactly(located(answer, 0));
  }

  @Test
  void conditionalWritesAndPatchesRaiseThem() {
    String created = record.patient();
    QuestionnaireResponse answers = phq9(created, 0);
    String condition =
        TYPE + "?identifier=" + "urn:example:risk%7C" + answers.getIdentifier().getValue();
    ok(client.put(condition, answers));
    assertThat(record.flags(created)).isEmpty();
    ok(client.put(condition, item9(answers, 2)));
    record.task(created);

    String patched = record.patient();
    String response = record.stored(phq9(patched, 0));
    String patch =
        "[{\"op\":\"replace\",\"path\":\"/item/8/answer/0/valueCoding/code\",\"value\":\"LA6569-3\"}]";
    ok(
        client.send(
            client
                .request(response)
                .header("Content-Type", "application/json-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))));
    record.task(patched);
  }

  @Test
  void whateverWasAnsweredCountsInProgressIncompleteOrOfAnotherForm() {
    String open = record.patient();
    QuestionnaireResponse begun = phq9(open, 3);
    begun.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    begun.getItem().removeIf(item -> !item.getLinkId().equals(RiskRecord.ITEM_9));
    record.stored(begun);
    record.task(open);

    String elsewhere = record.patient();
    QuestionnaireResponse foreign = phq9(elsewhere, 1);
    foreign.setQuestionnaire("https://example.org/some-intake-form");
    foreign.getItem().subList(0, 6).clear();
    foreign.getItem().forEach(item -> item.setLinkId("/" + item.getLinkId()));
    record.stored(foreign);
    record.task(elsewhere);

    String numbers = record.patient();
    foreign.setSubject(new Reference(numbers));
    foreign.getItem().forEach(item -> item.getAnswerFirstRep().setValue(new IntegerType(1)));
    record.stored(foreign);
    record.task(numbers);
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

  @Test
  @DisplayName("A12: failure of the Flag rolls everything back")
  void aFailureOfTheFlagRollsEverythingBack() {
    String patient = record.patient();
    jdbc.execute(
        """
        create function attune.no_flag() returns trigger language plpgsql as
        $$ begin if new.res_type = 'Flag' then raise exception 'no flag'; end if; return new; end $$
        """);
    jdbc.execute(
        "create trigger no_flag before insert on hfj_resource for each row execute function"
            + " attune.no_flag()");
    try {
      assertThat(client.post(TYPE, phq9(patient, 1)).status()).isGreaterThanOrEqualTo(500);
    } finally {
      jdbc.execute("drop trigger no_flag on hfj_resource");
      jdbc.execute("drop function attune.no_flag()");
    }

    assertThat(client.get(TYPE + "?patient=" + patient).bundle().getEntry()).isEmpty();
    assertThat(client.get("Observation?patient=" + patient).bundle().getEntry()).isEmpty();
    assertThat(record.tasks(patient)).isEmpty();
    record.stored(phq9(patient, 1));
    record.task(patient);
  }

  @Test
  void manyAtOnceRaiseOneAlertThatNamesThemAll() throws Exception {
    String patient = record.patient();
    int many = 24;
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> posts =
          IntStream.range(0, many)
              .mapToObj(each -> (Callable<String>) () -> record.stored(phq9(patient, 1)))
              .toList();
      for (Future<String> post : pool.invokeAll(posts)) {
        assertThat(causes(record.flag(patient))).contains(post.get());
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(causes(record.flag(patient))).hasSize(many);
    assertThat(record.tasks(patient)).hasSize(1);
    assertThat(
            client
                .get("Observation?code=44261-6&patient=" + patient + "&_summary=count")
                .bundle()
                .getTotal())
        .isEqualTo(many);
  }

  @Test
  void aSignalOfNobodyIsRefused() {
    QuestionnaireResponse answers = phq9("Patient/x", 1);
    answers.setSubject(null);
    answers.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    Answer answer = client.post(TYPE, answers);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("QuestionnaireResponse.subject");
  }

  @Test
  void nobodyForgesMovesOrDeletesAnAlert() {
    String patient = record.patient();
    record.stored(phq9(patient, 1));
    Flag flag = record.flag(patient);
    Task task = record.task(patient);
    String path = "Flag/" + flag.getIdElement().getIdPart();

    assertRefused(client.delete(path));
    assertRefused(client.delete("Task/" + task.getIdElement().getIdPart()));
    Flag moved = flag.copy();
    moved.getSubject().setReference(record.patient());
    assertRefused(client.put(path, moved));
    Flag unmarked = flag.copy().setIdentifier(List.of());
    assertRefused(client.put(path, unmarked));
    Flag forged = flag.copy();
    forged.setId("");
    assertRefused(client.post("Flag", forged));
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

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.issue().getDetails().getCodingFirstRep().getCode()).isEqualTo("risk-alert");
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    return answer;
  }

  private static String display(Flag flag) {
    return flag.getCode().getCodingFirstRep().getDisplay();
  }

  private static String display(Task task) {
    return task.getReasonCode().getCodingFirstRep().getDisplay();
  }

  private static Bundle.BundleEntryComponent add(
      Bundle bundle, Resource resource, HTTPVerb verb, String url) {
    Bundle.BundleEntryComponent entry = bundle.addEntry().setResource(resource);
    entry.getRequest().setMethod(verb).setUrl(url);
    return entry;
  }

  private static String located(Bundle answer, int entry) {
    IdType id = new IdType(answer.getEntry().get(entry).getResponse().getLocation());
    return id.getResourceType() + "/" + id.getIdPart();
  }
}
