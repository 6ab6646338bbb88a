package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Writes that depend on a search, and references that must not dangle. */
@FhirIntegrationTest
class ConditionalWritesIT {

  private final FhirClient client;

  ConditionalWritesIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void a_conditional_create_stores_once_and_then_gives_the_same_resource() {
    String mrn = Samples.unique();

    Answer first = createUnlessPresent(mrn);
    Answer second = createUnlessPresent(mrn);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(count(mrn)).isEqualTo(1);
  }

  @Test
  void a_conditional_create_with_two_matches_is_412() {
    String mrn = Samples.unique();
    client.post("Patient", Samples.patient(mrn));
    client.post("Patient", Samples.patient(mrn));

    Answer answer = createUnlessPresent(mrn);

    assertThat(answer.status()).isEqualTo(412);
    assertThat(answer.issue().hasCode()).isTrue();
    assertThat(count(mrn)).isEqualTo(2);
  }

  @Test
  void a_conditional_update_creates_then_updates_the_match() {
    String mrn = Samples.unique();
    String path = "Patient?" + Samples.identifierInUrl(mrn);

    Answer first = client.put(path, Samples.patient(mrn));
    Answer second = client.put(path, Samples.patient(mrn).setActive(true));

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.header("ETag")).isEqualTo("W/\"2\"");
  }

  @Test
  void a_conditional_update_with_two_matches_is_412() {
    String mrn = Samples.unique();
    client.post("Patient", Samples.patient(mrn));
    client.post("Patient", Samples.patient(mrn));

    assertThat(client.put("Patient?" + Samples.identifierInUrl(mrn), Samples.patient(mrn)).status())
        .isEqualTo(412);
  }

  @Test
  void a_conditional_delete_deletes_the_one_match() {
    String mrn = Samples.unique();
    String id = client.post("Patient", Samples.patient(mrn)).id();

    Answer answer = client.delete("Patient?" + Samples.identifierInUrl(mrn));

    assertThat(answer.status()).isIn(200, 204);
    assertThat(client.get("Patient/" + id).status()).isEqualTo(410);
  }

  @Test
  void a_conditional_delete_with_two_matches_deletes_nothing() {
    String mrn = Samples.unique();
    client.post("Patient", Samples.patient(mrn));
    client.post("Patient", Samples.patient(mrn));

    Answer answer = client.delete("Patient?" + Samples.identifierInUrl(mrn));

    assertThat(answer.status()).isEqualTo(412);
    assertThat(count(mrn)).isEqualTo(2);
  }

  @Test
  void a_reference_to_nothing_is_refused() {
    Answer answer = client.post("Encounter", Samples.encounter("Patient/" + UUID.randomUUID()));

    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.issue().hasCode()).isTrue();
  }

  @Test
  void a_reference_to_something_deleted_is_refused() {
    String id = client.post("Patient", Samples.patient(Samples.unique())).id();
    client.delete("Patient/" + id);

    assertThat(client.post("Encounter", Samples.encounter("Patient/" + id)).status())
        .isBetween(400, 422);
  }

  @Test
  void a_reference_to_another_type_than_the_element_allows_is_refused() {
    String id = client.post("Encounter", Samples.encounter("Patient/" + patient())).id();

    assertThat(client.post("Encounter", Samples.encounter("Encounter/" + id)).status())
        .isBetween(400, 422);
  }

  @Test
  void what_is_referred_to_cannot_be_deleted() {
    String id = patient();
    String encounter = client.post("Encounter", Samples.encounter("Patient/" + id)).id();

    Answer refused = client.delete("Patient/" + id);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.issue().hasCode()).isTrue();
    assertThat(client.get("Patient/" + id).status()).isEqualTo(200);
    client.delete("Encounter/" + encounter);
    assertThat(client.delete("Patient/" + id).status()).isIn(200, 204);
  }

  private String patient() {
    return client.post("Patient", Samples.patient(Samples.unique())).id();
  }

  private int count(String mrn) {
    return client
        .get("Patient?" + Samples.identifierInUrl(mrn) + "&_summary=count")
        .bundle()
        .getTotal();
  }

  private Answer createUnlessPresent(String mrn) {
    Patient patient = Samples.patient(mrn);
    String body = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(patient);
    return client.send(
        client
            .request("Patient")
            .header("Content-Type", "application/fhir+json")
            .header("If-None-Exist", Samples.identifier(mrn))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
