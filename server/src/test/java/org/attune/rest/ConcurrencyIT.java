package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many callers at the same moment get the answers that they would get one after another. */
@FhirIntegrationTest
class ConcurrencyIT {

  private static final int CALLERS = 50;

  private final FhirClient client;

  ConcurrencyIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void fifty_conditional_creates_of_one_identifier_make_one_resource() throws Exception {
    String mrn = Samples.unique();
    String body = json(Samples.patient(mrn));

    List<Answer> answers =
        atOnce(
            caller ->
                client.send(
                    client
                        .request("Patient")
                        .header("Content-Type", "application/fhir+json")
                        .header("If-None-Exist", Samples.identifier(mrn))
                        .POST(HttpRequest.BodyPublishers.ofString(body))));

    assertThat(count(mrn)).isEqualTo(1);
    assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
    assertThat(answers).extracting(Answer::id).containsOnly(answers.get(0).id());
  }

  @Test
  void fifty_transactions_with_the_same_if_none_exist_make_one_resource() throws Exception {
    String mrn = Samples.unique();
    Bundle bundle = Samples.bundle(Bundle.BundleType.TRANSACTION);
    String urn = Samples.urn();
    Samples.post(bundle, urn, Samples.patient(mrn))
        .getRequest()
        .setIfNoneExist(Samples.identifier(mrn));
    Samples.post(bundle, Samples.urn(), Samples.encounter(urn));
    String body = json(bundle);

    List<Answer> answers = atOnce(caller -> client.post("", body));

    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(count(mrn)).isEqualTo(1);
    assertThat(
            client
                .get(
                    "Encounter?patient.identifier="
                        + Samples.SYSTEM
                        + "%7C"
                        + mrn
                        + "&_summary=count")
                .bundle()
                .getTotal())
        .isEqualTo(CALLERS);
  }

  @Test
  void fifty_conditional_updates_of_one_identifier_make_one_resource() throws Exception {
    String mrn = Samples.unique();
    String body = json(Samples.patient(mrn));

    List<Answer> answers =
        atOnce(caller -> client.put("Patient?" + Samples.identifierInUrl(mrn), body));

    assertThat(count(mrn)).isEqualTo(1);
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
    assertThat(answers)
        .extracting(Answer::status)
        .allMatch(status -> Set.of(200, 201, 409).contains(status));
    assertThat(answers)
        .extracting(Answer::body)
        .noneMatch(text -> text.toLowerCase(Locale.ROOT).matches("(?s).*(hfj_|sql|idx_).*"));
  }

  @Test
  void of_fifty_updates_of_one_version_one_wins_and_the_rest_are_412() throws Exception {
    Answer created = client.post("Patient", Samples.patient(Samples.unique()));
    String path = "Patient/" + created.id();

    List<Answer> answers =
        atOnce(
            caller -> {
              Patient patient = created.as(Patient.class);
              patient.addName().setFamily("Name" + caller);
              return client.send(
                  client
                      .request(path)
                      .header("Content-Type", "application/fhir+json")
                      .header("If-Match", "W/\"1\"")
                      .PUT(HttpRequest.BodyPublishers.ofString(json(patient))));
            });

    assertThat(answers).extracting(Answer::status).containsOnly(200, 412);
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(200);
    assertThat(client.get(path).header("ETag")).isEqualTo("W/\"2\"");
    assertThat(answers)
        .extracting(Answer::body)
        .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("hfj_"));
  }

  private int count(String mrn) {
    return client
        .get("Patient?" + Samples.identifierInUrl(mrn) + "&_summary=count")
        .bundle()
        .getTotal();
  }

  private static String json(Resource resource) {
    return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
  }

  private static List<Answer> atOnce(IntFunction<Answer> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Answer>> pending = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        int number = caller;
        pending.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.apply(number);
                }));
      }
      start.countDown();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : pending) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
