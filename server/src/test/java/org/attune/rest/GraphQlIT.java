package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code $graphql} of the server and of a resource. */
@FhirIntegrationTest
class GraphQlIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FhirClient client;
  private String mrn = "";
  private String patient = "";

  GraphQlIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @BeforeEach
  void patient() {
    mrn = Samples.unique();
    patient = client.post("Patient", Samples.patient(mrn)).id();
  }

  @Test
  void a_resource_answers_with_the_elements_that_are_asked_for() throws JsonProcessingException {
    JsonNode data =
        data(client.get("Patient/" + patient + "/$graphql?query=" + query("{name{family}}")));

    assertThat(data.at("/name/0/family").asText()).isEqualTo("Family" + mrn);
    assertThat(data.has("gender")).isFalse();
  }

  @Test
  void the_server_finds_and_follows_references() throws JsonProcessingException {
    String visit = client.post("Encounter", Samples.encounter("Patient/" + patient)).id();

    JsonNode data =
        data(
            client.get(
                "$graphql?query="
                    + query(
                        "{EncounterList(subject:\"Patient/%s\"){id subject{resource{...on Patient"
                                .formatted(patient)
                            + "{identifier{value}}}}}}")));

    assertThat(data.at("/EncounterList/0/id").asText()).contains(visit);
    assertThat(data.at("/EncounterList/0/subject/resource/identifier/0/value").asText())
        .isEqualTo(mrn);
  }

  @Test
  void may_be_asked_by_post() throws JsonProcessingException {
    String body = "{\"query\":\"{PatientList(_id:\\\"%s\\\"){id}}\"}".formatted(patient);
    JsonNode data =
        data(
            client.send(
                client
                    .request("$graphql")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))));

    assertThat(data.at("/PatientList/0/id").asText()).contains(patient);
  }

  @Test
  void a_query_that_is_none_is_refused_without_the_record() {
    Answer answer = client.get("Patient/" + patient + "/$graphql?query=" + query("{name{"));

    assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain(mrn);
    assertThat(client.get("Patient/absent/$graphql?query=" + query("{id}")).status())
        .isEqualTo(404);
  }

  private static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode data(Answer answer) throws JsonProcessingException {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode tree = JSON.readTree(answer.body());
    return tree.has("data") ? tree.get("data") : tree;
  }
}
