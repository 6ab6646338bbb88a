package org.attune.exchange.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which resources an export holds. */
@FhirIntegrationTest
class ExportSelectionIT {

  private final FhirClient client;
  private final BulkClient bulk;
  private final PatientsOfATest patients;

  ExportSelectionIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.bulk = new BulkClient(client);
    this.patients = new PatientsOfATest(client);
  }

  @BeforeEach
  void store() {
    patients.store();
  }

  @Test
  @DisplayName(
      "X11: a group's export holds exactly its active patients, what is theirs, and around")
  void x11_groupExportIsOfItsMembers() {
    Map<String, List<Resource>> exported =
        bulk.resources(bulk.export(patients.group() + "/$export"));

    assertThat(exported.get("Patient"))
        .extracting(patient -> patient.getIdElement().getIdPart())
        .containsExactlyInAnyOrderElementsOf(patients.memberIds());
    assertThat(exported.get("Encounter"))
        .extracting(encounter -> encounter.getIdElement().getIdPart())
        .containsExactlyInAnyOrderElementsOf(patients.encounterIds().subList(0, 2));
    assertThat(exported.values().stream().flatMap(List::stream))
        .extracting(resource -> resource.fhirType() + "/" + resource.getIdElement().getIdPart())
        .containsAll(patients.around());
    // The group has a member who is not exported, so it does not go along.
    assertThat(exported).doesNotContainKey("Group");
  }

  @Test
  @DisplayName("X12: the three names of NDJSON are accepted, other formats refused")
  void x12_outputFormats() {
    for (String format :
        List.of(
            "application%2Ffhir%2Bndjson",
            "application/fhir+ndjson", "application%2Fndjson", "ndjson")) {
      Answer answer = bulk.kickOff("Patient/$export?_type=Patient&_outputFormat=" + format);
      assertThat(answer.status()).as(format).isEqualTo(202);
      client.delete(answer.header("Content-Location"));
    }
    Answer csv = bulk.kickOff("Patient/$export?_outputFormat=text%2Fcsv");
    assertThat(csv.status()).isEqualTo(400);
    assertThat(csv.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
        .contains("ndjson");
  }

  @Test
  @DisplayName(
      "X13: with _since only what was updated later is exported, and nothing falls between")
  void x13_sinceGivesOnlyWhatIsNewer() {
    JsonNode first = bulk.export(patients.group() + "/$export?_type=Patient,Encounter");
    String time = first.path("transactionTime").asText();
    String changed = patients.encounterIds().get(1);
    Encounter encounter = client.get("Encounter/" + changed).as(Encounter.class);
    client.put("Encounter/" + changed, encounter.setStatus(Encounter.EncounterStatus.CANCELLED));

    JsonNode second =
        bulk.export(
            patients.group()
                + "/$export?_type=Patient,Encounter&_since="
                + URLEncoder.encode(time, StandardCharsets.UTF_8));

    assertThat(bulk.ids(first, "Encounter")).contains(changed);
    assertThat(bulk.resources(second)).containsOnlyKeys("Encounter");
    assertThat(bulk.ids(second, "Encounter")).containsExactly(changed);
  }

  @Test
  @DisplayName("X14: types in one parameter or several are the same")
  void x14_typesTogetherOrApart() {
    JsonNode together = bulk.export(patients.group() + "/$export?_type=Patient,Encounter");
    JsonNode apart = bulk.export(patients.group() + "/$export?_type=Patient&_type=Encounter");

    assertThat(bulk.resources(together)).containsOnlyKeys("Patient", "Encounter");
    assertThat(bulk.resources(apart)).containsOnlyKeys("Patient", "Encounter");
    assertThat(bulk.ids(apart, "Encounter"))
        .containsExactlyInAnyOrderElementsOf(bulk.ids(together, "Encounter"));
    assertThat(bulk.kickOff("Patient/$export?_type=Patient,Dragon").status()).isEqualTo(400);
    assertThat(bulk.kickOff("Patient/$export?_type=StructureDefinition").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("X14: _typeFilter narrows its type and leaves the others alone")
  void x14_typeFilterNarrowsItsType() {
    String changed = patients.encounterIds().get(0);
    Encounter encounter = client.get("Encounter/" + changed).as(Encounter.class);
    client.put("Encounter/" + changed, encounter.setStatus(Encounter.EncounterStatus.CANCELLED));
    String filter = URLEncoder.encode("Encounter?status=cancelled", StandardCharsets.UTF_8);
    String other = URLEncoder.encode("Encounter?status=planned", StandardCharsets.UTF_8);

    JsonNode one = bulk.export(patients.group() + "/$export?_typeFilter=" + filter);
    JsonNode either =
        bulk.export(patients.group() + "/$export?_typeFilter=" + other + "," + filter);

    assertThat(bulk.ids(one, "Encounter")).containsExactly(changed);
    assertThat(bulk.ids(one, "Patient")).containsExactlyInAnyOrderElementsOf(patients.memberIds());
    assertThat(bulk.ids(either, "Encounter")).containsExactly(changed);
  }

  @Test
  @DisplayName(
      "X14: a parameter that is not supported is refused, or ignored and told when lenient")
  void x14_strictAndLenient() {
    String path = patients.group() + "/$export?_type=Patient&_elements=id";

    assertThat(bulk.kickOff(path).status()).isEqualTo(400);
    Answer strict = bulk.kickOff(path, "respond-async, handling=strict");
    assertThat(strict.status()).isEqualTo(400);
    assertThat(strict.issue().getDiagnostics()).contains("_elements");
    Answer lenient = bulk.kickOff(path, "respond-async, handling=lenient");
    assertThat(lenient.status()).isEqualTo(202);
    JsonNode manifest = bulk.manifest(lenient.header("Content-Location"));
    assertThat(bulk.ids(manifest, "Patient")).hasSize(2);
    assertThat(manifest.path("error")).hasSize(1);
    JsonNode error = manifest.path("error").path(0);
    assertThat(error.path("type").asText()).isEqualTo("OperationOutcome");
    assertThat(error.path("count").asInt()).isEqualTo(1);
    Answer messages = bulk.file(error.path("url").asText());
    assertThat(messages.header("Content-Type")).isEqualTo("application/fhir+ndjson");
    assertThat(messages.as(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
        .isEqualTo("The parameter _elements was ignored");
  }

  @Test
  @DisplayName("Patients named in the body must be members of the group, and limit the export")
  void patientsInTheBodyLimitAGroup() {
    Answer member = post(patients.member());
    Answer outsider = post("Patient/" + patients.patientIds().get(2));

    assertThat(bulk.ids(bulk.manifest(member.header("Content-Location")), "Patient"))
        .containsExactly(patients.memberIds().get(0));
    assertThat(outsider.status()).isEqualTo(400);
    assertThat(outsider.issue().getDiagnostics()).contains("no member");
  }

  private Answer post(String patient) {
    return client.send(
        client
            .request(patients.group() + "/$export")
            .header("Content-Type", "application/fhir+json")
            .header("Accept", "application/fhir+json")
            .header("Prefer", "respond-async")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"resourceType":"Parameters","parameter":[
                    {"name":"patient","valueReference":{"reference":"%s"}}]}"""
                        .formatted(patient))));
  }
}
