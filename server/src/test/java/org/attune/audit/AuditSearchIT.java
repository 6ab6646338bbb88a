package org.attune.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** AuditEvents are read and searched, paged without gaps, and never written. */
@FhirIntegrationTest
class AuditSearchIT {

  private final FhirClient client;
  private final AuditTrailClient audit;
  private final String patient;
  private final String other;

  AuditSearchIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.audit = new AuditTrailClient(client);
    this.patient = client.post("Patient", "{\"resourceType\":\"Patient\"}").id();
    this.other = client.post("Patient", "{\"resourceType\":\"Patient\"}").id();
    client.send(client.request("Patient/" + patient).header("X-Purpose-Of-Use", "TREAT").GET());
    client.get("Condition?patient=" + patient + "," + other);
    client.delete("Patient/" + patient + "x");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3",
    "'&action=C', 1",
    "'&action=R', 1",
    "'&subtype=http://hl7.org/fhir/restful-interaction%7Cread', 1",
    "'&subtype=search-type', 1",
    "'&type=http://terminology.hl7.org/CodeSystem/audit-event-type%7Crest', 3",
    "'&type=other', 0",
    "'&outcome=0', 3",
    "'&outcome=4', 0",
    "'&agent=operator', 3",
    "'&agent=somebody', 0",
    "'&address=127.0.0.1', 3",
    "'&purpose=TREAT', 1",
    "'&date=ge2020-01-01&date=lt2999-01-01', 3",
    "'&date=lt2020-01-01', 0",
    "'&date=eq2020', 0",
    "'&_lastUpdated=ge2020-01-01T00:00:00Z', 3"
  })
  void rows_of_a_patient_are_found_by_each_parameter(String more, int expected) {
    assertThat(audit.events("patient=Patient/" + patient + more)).hasSize(expected);
  }

  @Test
  void rows_are_found_by_the_resource_that_they_are_about() {
    assertThat(audit.events("entity=Patient/" + patient)).hasSize(2);
    assertThat(audit.events("entity=Patient/" + patient + "x&outcome=4"))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void the_number_is_told_without_the_rows() {
    Bundle counted = client.get("AuditEvent?_summary=count&patient=" + patient).bundle();

    assertThat(counted.getTotal()).isEqualTo(3);
    assertThat(counted.getEntry()).isEmpty();
  }

  @Test
  void one_is_read_in_json_and_xml_and_an_unknown_one_is_404() {
    AuditEvent event = audit.events("patient=" + patient).get(0);
    String path = "AuditEvent/" + event.getIdElement().getIdPart();

    AuditEvent read = client.get(path).as(AuditEvent.class);
    read.setId(event.getIdElement());
    assertThat(read.equalsDeep(event)).isTrue();
    Answer xml = client.send(client.request(path).header("Accept", "application/fhir+xml").GET());
    assertThat(xml.as(AuditEvent.class).getEntity()).hasSameSizeAs(event.getEntity());
    assertThat(client.get("AuditEvent/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(client.get("AuditEvent/none").status()).isEqualTo(404);
  }

  @Test
  void pages_neither_repeat_nor_skip_a_row_while_rows_come() {
    List<String> all = new ArrayList<>();
    String next =
        "AuditEvent?_count=2&_sort=-date&agent=operator&date=ge2020-01-01&patient=" + patient;
    while (!next.isEmpty()) {
      Bundle page = client.get(next).bundle();
      page.getEntry().forEach(entry -> all.add(entry.getResource().getIdElement().getIdPart()));
      client.get("Patient/" + patient);
      next = page.getLink("next") == null ? "" : page.getLink("next").getUrl();
    }

    assertThat(all).hasSize(3);
    assertThat(new HashSet<>(all)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "AuditEvent?unheard=1",
    "AuditEvent?date=yesterday",
    "AuditEvent?_cursor=x",
    "AuditEvent?_sort=agent",
    "AuditEvent?_count=many",
    "AuditEvent?entity=1",
    "Patient?_has:AuditEvent:patient:outcome=0",
    "Patient?_revinclude=AuditEvent:patient"
  })
  void what_cannot_be_answered_is_refused(String path) {
    Answer answer = client.get(path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.issue().getDiagnostics()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, AuditEvent",
    "PUT, AuditEvent/1",
    "DELETE, AuditEvent/1",
    "PATCH, AuditEvent/1"
  })
  void a_client_writes_no_audit_event(String method, String path) {
    Answer answer =
        client.send(
            AuditTrailClient.json(client.request(path))
                .method(
                    method,
                    HttpRequest.BodyPublishers.ofString("{\"resourceType\":\"AuditEvent\"}")));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.issue().getDiagnostics()).contains("only read");
  }

  @Test
  void nor_in_a_transaction() {
    Answer answer =
        client.post(
            "",
            """
            {"resourceType":"Bundle","type":"transaction","entry":[{"resource":
            {"resourceType":"AuditEvent","type":{"code":"rest"},"recorded":"2026-01-01T00:00:00Z",
            "agent":[{"requestor":true}],"source":{"observer":{"display":"x"}}},
            "request":{"method":"POST","url":"AuditEvent"}}]}""");

    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
  }

  @Test
  void a_patient_is_told_in_plain_words_and_without_anybody_elses_data() {
    client.get("Patient?_id=" + patient + "," + other);

    Answer log = client.get("Patient/" + patient + "/$access-log");

    assertThat(log.status()).as(log.body()).isEqualTo(200);
    assertThat(log.bundle().getEntry()).hasSize(4);
    assertThat(log.body())
        .contains("The operator of this server looked at 1 Patient of your chart")
        .contains("stating the purpose TREAT")
        .doesNotContain(other, "127.0.0.1", "\"altId\"");
    assertThat(client.get("Patient/" + patient + "/$access-log?end=2020-01-01").bundle().getEntry())
        .isEmpty();
  }
}
