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
  @DisplayName("Of A12: failure of the Flag rolls everything back")
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
