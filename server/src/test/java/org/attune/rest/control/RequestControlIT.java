package org.attune.rest.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Headers and parameters of HAPI's own are decided on, whoever sends them. */
@FhirIntegrationTest
class RequestControlIT {

  private static final String PATIENT =
      "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Control%s\"}]%s}";
  private static final String OBSERVATION =
      """
      {"resourceType":"Observation","status":"final","code":{"text":"x"},\
      "subject":{"reference":"Patient/%s"}}""";

  private final FhirClient client;

  RequestControlIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  private String patient() {
    return client.post("Patient", PATIENT.formatted(UUID.randomUUID(), "")).id();
  }

  private HttpRequest.Builder put(String path, String json) {
    return client
        .request(path)
        .header("Content-Type", "application/fhir+json")
        .PUT(HttpRequest.BodyPublishers.ofString(json));
  }

  private static void assertRefused(Answer answer, String name) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.issue().getDiagnostics()).contains(name).contains("would");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Meta-Snapshot-Mode, SECURITY_LABEL",
    "x-meta-snapshot-mode, 'TAG,SECURITY_LABEL'",
    "X-Rewrite-History, true",
    "X-Upsert-Extistence-Check, disabled",
    "X-Cascade, delete",
    "X-Retry-On-Version-Conflict, 'retry; max-retries=3'",
    "X-Retry-On-Version-Conflict, max-retries=many",
    "X-Request-Partition-IDs, 1",
    "Content-Location, Patient/other"
  })
  void a_header_that_would_go_round_a_rule_is_refused_and_nothing_is_done(
      String name, String value) {
    String id = patient();
    String json = PATIENT.formatted("Changed", ",\"id\":\"" + id + "\"");

    Answer answer = client.send(put("Patient/" + id, json).header(name, value));

    assertRefused(answer, name.startsWith("x-") ? "X-Meta-Snapshot-Mode" : name);
    assertThat(answer.issue().getCode()).isEqualTo(IssueType.NOTSUPPORTED);
    Answer stored = client.get("Patient/" + id);
    assertThat(stored.header("ETag")).isEqualTo("W/\"1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_cascade=delete", "_maxRounds=2", "_expunge=true"})
  void a_delete_takes_nothing_but_the_resource_along(String parameter) {
    String id = patient();
    String observation = client.post("Observation", OBSERVATION.formatted(id)).id();

    assertRefused(
        client.delete("Patient/" + id + "?" + parameter), parameter.replaceAll("=.*", ""));
    assertRefused(
        client.delete("Patient?_id=" + id + "&" + parameter), parameter.replaceAll("=.*", ""));

    assertThat(client.get("Patient/" + id).status()).isEqualTo(200);
    assertThat(client.get("Observation/" + observation).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_includeDeleted=true", "_includeDeleted=both", "_fhirpath=Patient.name"})
  void a_search_tells_of_nothing_deleted_and_answers_whole_resources(String parameter) {
    String name = parameter.replaceAll("=.*", "");
    assertRefused(client.get("Patient?" + parameter), name);
    Answer batch =
        client.post(
            "",
            """
            {"resourceType":"Bundle","type":"batch","entry":[
            {"request":{"method":"GET","url":"Patient?%s"}}]}"""
                .formatted(parameter));
    assertThat(batch.bundle().getEntryFirstRep().getResponse().getStatus()).startsWith("400");
  }

  @Test
  void a_bundle_is_refused_with_the_header_as_a_whole() {
    String id = patient();
    Answer answer =
        client.send(
            client
                .request("")
                .header("Content-Type", "application/fhir+json")
                .header("X-Cascade", "delete")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"resourceType":"Bundle","type":"transaction","entry":[
                        {"request":{"method":"DELETE","url":"Patient/%s"}}]}"""
                            .formatted(id))));
    assertRefused(answer, "X-Cascade");
    assertThat(client.get("Patient/" + id).status()).isEqualTo(200);
  }

  @Test
  void who_has_no_token_is_told_of_that_alone() {
    Answer answer =
        client.send(client.anonymous("Patient").header("X-Meta-Snapshot-Mode", "TAG").GET());
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void a_search_without_store_is_one_page_of_at_most_so_many() {
    String id = patient();
    for (int count = 0; count < 3; count++) {
      client.post("Observation", OBSERVATION.formatted(id));
    }
    Bundle found =
        client
            .send(
                client
                    .request("Observation?patient=" + id)
                    .header("Cache-Control", "no-store, max-results=2")
                    .GET())
            .bundle();
    assertThat(found.getEntry()).hasSize(2);
    assertThat(found.getLink("next")).isNull();
    Answer tooMany =
        client.send(
            client
                .request("Observation?patient=" + id)
                .header("Cache-Control", "no-store, max-results=100000")
                .GET());
    assertThat(tooMany.status()).isEqualTo(400);
  }

  @Test
  void headers_without_effect_change_nothing() {
    String id = patient();
    String json = PATIENT.formatted("Again", ",\"id\":\"" + id + "\"");
    Answer answer =
        client.send(
            put("Patient/" + id, json)
                .header("X-Request-Source", "https://example.org/source")
                .header("Timezone", "Asia/Tokyo"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("example.org/source");
  }
}
