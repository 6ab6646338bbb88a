package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Searches in a compartment. */
@FhirIntegrationTest
class CompartmentIT {

  private final FhirClient client;
  private String patient = "";
  private String visit = "";

  CompartmentIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @BeforeEach
  void chart() {
    patient = client.post("Patient", Samples.patient(Samples.unique())).id();
    visit = client.post("Encounter", Samples.encounter("Patient/" + patient)).id();
    String other = client.post("Patient", Samples.patient(Samples.unique())).id();
    client.post("Encounter", Samples.encounter("Patient/" + other));
  }

  @Test
  void finds_what_is_in_the_compartment_and_nothing_else() {
    Answer answer = client.get("Patient/" + patient + "/Encounter");

    assertThat(ids(answer)).containsExactly(visit);
    assertThat(answer.bundle().getLink("self").getUrl())
        .endsWith("/fhir/Patient/" + patient + "/Encounter");
    assertThat(ids(client.get("Patient/" + patient + "/Condition"))).isEmpty();
  }

  @Test
  void is_narrowed_by_further_parameters() {
    String path = "Patient/" + patient + "/Encounter";

    assertThat(ids(client.get(path + "?status=finished"))).containsExactly(visit);
    assertThat(ids(client.get(path + "?status=planned"))).isEmpty();
    assertThat(ids(client.get(path + "?_filter=status%20eq%20finished"))).containsExactly(visit);
    assertThat(ids(client.get(path + "?_filter=status%20eq%20planned"))).isEmpty();
    assertThat(client.get(path + "?_summary=count").bundle().getTotal()).isEqualTo(1);
    assertThat(ids(client.get(path + "?_include=Encounter:subject")))
        .containsExactlyInAnyOrder(visit, patient);
  }

  @Test
  void may_be_searched_by_post() {
    HttpRequest.Builder request =
        client
            .request("Patient/" + patient + "/Encounter/_search")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("status=finished"));

    assertThat(ids(client.send(request))).containsExactly(visit);
  }

  @Test
  void any_link_that_the_compartment_has_will_do() {
    Practitioner clinician = new Practitioner();
    clinician.addName().setFamily("Link").addGiven("Any");
    clinician.addIdentifier().setSystem(Samples.SYSTEM).setValue(Samples.unique());
    String practitioner = client.post("Practitioner", clinician).id();
    var seen = Samples.encounter("Patient/" + patient);
    seen.addParticipant().setIndividual(new Reference("Practitioner/" + practitioner));
    String attended = client.post("Encounter", seen).id();

    assertThat(ids(client.get("Practitioner/" + practitioner + "/Encounter")))
        .containsExactly(attended);
    assertThat(ids(client.get("Encounter/" + visit + "/Condition"))).isEmpty();
  }

  @Test
  void a_type_that_belongs_to_no_compartment_of_the_kind_is_refused() {
    Answer answer = client.get("Patient/" + patient + "/Organization");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.issue().getDiagnostics()).contains("Organization", "compartment");
    assertThat(client.get("Patient/" + patient + "/NoSuchType").status()).isBetween(400, 404);
    assertThat(client.post("Patient/" + patient + "/Encounter", "{}").status()).isEqualTo(400);
  }

  @Test
  void needs_a_token() {
    assertThat(client.send(client.anonymous("Patient/" + patient + "/Encounter").GET()).status())
        .isEqualTo(401);
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Bundle bundle = answer.bundle();
    return bundle.getEntry().stream()
        .map(entry -> entry.getResource().getIdElement().getIdPart())
        .toList();
  }
}
