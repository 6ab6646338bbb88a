package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.attune.audit.AuditTrailClient.Traced;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every change leaves its row in its own transaction, by whatever route it came. */
@FhirIntegrationTest
class AuditChangesIT {

  private static final String PATIENT =
      """
      {"resourceType":"Patient","name":[{"family":"%s"}]}""";

  private final FhirClient client;
  private final AuditTrailClient audit;

  AuditChangesIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.audit = new AuditTrailClient(client);
  }

  private String patient() {
    return client.post("Patient", PATIENT.formatted("Change")).id();
  }

  @Test
  void create_update_patch_and_delete_leave_one_row_each_with_the_version_made() {
    Traced created = audit.post("Patient", PATIENT.formatted("Change"));
    String id = created.answer().id();
    Traced updated =
        audit.put(
            "Patient/" + id,
            PATIENT.formatted("Changed").replace("{\"r", "{\"id\":\"" + id + "\",\"r"));
    Traced patched =
        audit.send(
            client
                .request("Patient/" + id)
                .header("Content-Type", "application/json-patch+json")
                .method(
                    "PATCH",
                    HttpRequest.BodyPublishers.ofString(
                        "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]")));
    Traced deleted = audit.delete("Patient/" + id);

    assertThat(List.of(created, updated, patched, deleted))
        .extracting(each -> each.event().getAction().toCode())
        .containsExactly("C", "U", "U", "D");
    assertThat(created.resources()).containsExactly("Patient/" + id + "/_history/1");
    assertThat(updated.resources()).containsExactly("Patient/" + id + "/_history/2");
    assertThat(patched.resources()).containsExactly("Patient/" + id + "/_history/3");
    assertThat(deleted.patients()).containsExactly("Patient/" + id);
  }

  @Test
  void a_transaction_leaves_one_row_that_names_all_it_wrote() {
    Traced stored =
        audit.post(
            "",
            """
            {"resourceType":"Bundle","type":"transaction","entry":[
              {"fullUrl":"urn:uuid:8c1a9f0e-5a3c-4f53-a0cf-1a8b1a5d6c11",
               "resource":{"resourceType":"Patient","name":[{"family":"T"}]},
               "request":{"method":"POST","url":"Patient"}},
              {"resource":{"resourceType":"Observation","status":"final","code":{"text":"x"},
               "subject":{"reference":"urn:uuid:8c1a9f0e-5a3c-4f53-a0cf-1a8b1a5d6c11"}},
               "request":{"method":"POST","url":"Observation"}}]}""");

    assertThat(stored.answer().status()).as(stored.answer().body()).isEqualTo(200);
    assertThat(stored.resources()).hasSize(2);
    assertThat(stored.patients()).hasSize(1);
    assertThat(stored.event().getSubtypeFirstRep().getCode()).isEqualTo("transaction");
  }

  @Test
  void a_batch_leaves_a_row_for_each_change_and_one_for_what_it_showed() {
    String patient = patient();
    Traced batch =
        audit.post(
            "",
            """
            {"resourceType":"Bundle","type":"batch","entry":[
              {"resource":{"resourceType":"Patient","name":[{"family":"B"}]},
               "request":{"method":"POST","url":"Patient"}},
              {"request":{"method":"GET","url":"Patient/%s"}},
              {"request":{"method":"GET","url":"Patient/absent"}}]}"""
                .formatted(patient));

    assertThat(batch.answer().status()).isEqualTo(200);
    assertThat(batch.events()).as(batch.answer().body()).hasSize(2);
    assertThat(batch.events())
        .allSatisfy(event -> assertThat(event.getSubtypeFirstRep().getCode()).isEqualTo("batch"));
    assertThat(
            batch.events().stream()
                .flatMap(event -> event.getEntity().stream())
                .map(entity -> entity.getWhat().getReference()))
        .as(batch.answer().body())
        .contains("Patient/" + patient);
  }

  @Test
  void a_delegated_write_is_in_the_row_of_the_request_with_its_operation() {
    String patient = patient();
    Traced scored = audit.post("QuestionnaireResponse", ScoredResponse.of(patient));

    assertThat(scored.answer().status()).as(scored.answer().body()).isEqualTo(201);
    assertThat(scored.resources()).anyMatch(each -> each.startsWith("Observation/"));
    assertThat(scored.patients()).containsExactly("Patient/" + patient);
    assertThat(scored.event().getAgent().get(1).getPolicy()).isNotEmpty();
  }
}
