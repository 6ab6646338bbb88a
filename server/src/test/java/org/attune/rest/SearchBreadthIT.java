package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The less common forms of search that FHIR has. */
@FhirIntegrationTest
class SearchBreadthIT {

  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";

  private final FhirClient client;
  private String mrn = "";
  private String patient = "";

  SearchBreadthIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @BeforeEach
  void patient() {
    mrn = Samples.unique();
    Patient one = Samples.patient(mrn);
    one.getIdentifierFirstRep().getType().addCoding().setSystem(TYPES).setCode("MR");
    patient = client.post("Patient", one).id();
  }

  @Test
  void composite_parameters_want_both_halves_of_one_thing() {
    String ten = observation("a", 10, "2026-01-01");
    String twenty = observation("b", 20, "2026-01-01");
    String of = "Observation?patient=" + patient + "&code-value-quantity=urn:example:kind%7C";

    assertThat(ids(of + "a$10")).containsExactly(ten);
    assertThat(ids(of + "b$gt15")).containsExactly(twenty);
    assertThat(ids(of + "a$gt15")).isEmpty();
    assertThat(ids(of + "a$10,urn:example:kind%7Cb$20")).containsExactlyInAnyOrder(ten, twenty);
  }

  @Test
  void filter_joins_conditions_with_and_or_and_not() {
    String ten = observation("a", 10, "2026-01-01");
    String twenty = observation("b", 20, "2026-02-01");
    String filter = "Observation?patient=" + patient + "&_filter=";

    assertThat(ids(filter + "code%20eq%20a%20or%20code%20eq%20b"))
        .containsExactlyInAnyOrder(ten, twenty);
    assertThat(ids(filter + "(code%20eq%20a)%20and%20(date%20gt%202026-01-15)")).isEmpty();
    assertThat(ids(filter + "date%20gt%202026-01-15")).containsExactly(twenty);
    assertThat(client.get(filter + "code%20is%20like").status()).isEqualTo(400);
  }

  @Test
  void missing_tells_those_with_from_those_without() {
    String with =
        client
            .post("Patient", Samples.patientJson(mrn + "b", ",\"birthDate\":\"1990-01-01\""))
            .id();
    String both = "Patient?_id=" + patient + "," + with;

    assertThat(ids(both + "&birthdate:missing=true")).containsExactly(patient);
    assertThat(ids(both + "&birthdate:missing=false")).containsExactly(with);
  }

  @Test
  void of_type_wants_an_identifier_of_that_kind() {
    String of = "Patient?identifier:of-type=" + TYPES + "%7C";

    assertThat(ids(of + "MR%7C" + mrn)).containsExactly(patient);
    assertThat(ids(of + "SS%7C" + mrn)).isEmpty();
    assertThat(client.get(of + "MR").status()).isEqualTo(400);
  }

  @Test
  void contains_finds_the_middle_of_a_name() {
    String middle = mrn.substring(3, mrn.length() - 3);

    assertThat(ids("Patient?family:contains=" + middle)).containsExactly(patient);
    assertThat(ids("Patient?family=" + middle)).isEmpty();
  }

  @Test
  void list_finds_what_stands_in_a_list() {
    String listed = observation("a", 10, "2026-01-01");
    observation("a", 11, "2026-01-01");
    ListResource list = new ListResource();
    list.setStatus(ListResource.ListStatus.CURRENT).setMode(ListResource.ListMode.WORKING);
    list.addEntry().setItem(new Reference("Observation/" + listed));
    String id = client.post("List", list).id();

    assertThat(ids("Observation?_list=" + id)).containsExactly(listed);
    assertThat(ids("Observation?_list=absent")).isEmpty();
  }

  @Test
  void contained_looks_into_contained_resources() {
    String name = Samples.unique();
    String body =
        ("{\"resourceType\":\"Provenance\",\"contained\":[{\"resourceType\":\"Practitioner\","
                + "\"id\":\"p\",\"name\":[{\"family\":\"%s\",\"given\":[\"In\"]}]}],"
                + "\"target\":[{\"reference\":\"Patient/%s\"}],"
                + "\"recorded\":\"2026-01-01T10:00:00Z\",\"agent\":[{\"who\":"
                + "{\"reference\":\"#p\"}}]}")
            .formatted(name, patient);
    Answer stored = client.post("Provenance", body);
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);
    String search = "Provenance?agent:Practitioner.name=" + name;

    assertThat(ids(search + "&_contained=true")).containsExactly(stored.id());
    assertThat(ids(search.replace(name, name + "x") + "&_contained=true")).isEmpty();
    assertThat(client.get(search + "&_contained=both").status()).isEqualTo(400);
    assertThat(client.get(search + "&_contained=true&_containedType=contained").status())
        .isEqualTo(400);
  }

  @Test
  void sort_takes_several_keys_each_in_its_direction() {
    String early = observation("b", 1, "2026-01-01");
    String late = observation("b", 2, "2026-03-01");
    String other = observation("a", 3, "2026-02-01");
    String all = "Observation?patient=" + patient + "&_sort=";

    assertThat(ids(all + "code,-date")).containsExactly(other, late, early);
    assertThat(ids(all + "-code,date")).containsExactly(early, late, other);
  }

  @Test
  void include_goes_on_with_iterate() {
    String observation = observation("a", 1, "2026-01-01");
    String provenance =
        client
            .post(
                "Provenance",
                ("{\"resourceType\":\"Provenance\",\"target\":[{\"reference\":\"Observation/%s\"}],"
                        + "\"recorded\":\"2026-01-01T10:00:00Z\",\"agent\":[{\"who\":"
                        + "{\"reference\":\"Patient/%s\"}}]}")
                    .formatted(observation, patient))
            .id();
    String start = "Provenance?_id=" + provenance + "&_include=Provenance:target";

    assertThat(ids(start)).containsExactlyInAnyOrder(provenance, observation);
    assertThat(ids(start + "&_include:iterate=Observation:patient"))
        .containsExactlyInAnyOrder(provenance, observation, patient);
  }

  private String observation(String code, int value, String date) {
    Answer answer =
        client.post(
            "Observation",
            ("{\"resourceType\":\"Observation\",\"status\":\"final\",\"category\":[{\"coding\":[{"
                    + "\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\","
                    + "\"code\":\"survey\"}]}],\"code\":{\"coding\":[{\"system\":"
                    + "\"urn:example:kind\",\"code\":\"%s\"}]},\"effectiveDateTime\":\"%s\","
                    + "\"valueQuantity\":{\"value\":%d},\"subject\":{\"reference\":\"Patient/%s\"}}")
                .formatted(code, date, value, patient));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.id();
  }

  private List<String> ids(String query) {
    Answer answer = client.get(query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Bundle bundle = answer.bundle();
    return bundle.getEntry().stream()
        .map(entry -> entry.getResource().getIdElement().getIdPart())
        .toList();
  }
}
