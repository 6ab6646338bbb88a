package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Search in the forms that the FHIR specification names, each on data of its own. */
@FhirIntegrationTest
class SearchIT {

  private final FhirClient client;

  SearchIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void get_and_post_search_find_the_same() {
    String mrn = Samples.unique();
    String id = client.post("Patient", Samples.patient(mrn)).id();

    Bundle byGet = client.get("Patient?" + Samples.identifierInUrl(mrn)).bundle();
    Bundle byPost = form("Patient/_search", Samples.identifierInUrl(mrn)).bundle();

    assertThat(byGet.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
    assertThat(ids(byGet)).containsExactly(id);
    assertThat(ids(byPost)).containsExactly(id);
  }

  @Test
  void a_search_sees_a_write_at_once() {
    String mrn = Samples.unique();
    String query = "Patient?" + Samples.identifierInUrl(mrn);
    assertThat(client.get(query).bundle().getEntry()).isEmpty();

    String id = client.post("Patient", Samples.patient(mrn)).id();
    assertThat(ids(client.get(query).bundle())).containsExactly(id);

    client.delete("Patient/" + id);
    assertThat(client.get(query).bundle().getEntry()).isEmpty();
  }

  @Test
  void include_and_revinclude_bring_what_is_linked() {
    String mrn = Samples.unique();
    String patient = client.post("Patient", Samples.patient(mrn)).id();
    String encounter = encounterOf(patient);

    Bundle included =
        client.get("Encounter?subject=Patient/" + patient + "&_include=Encounter:subject").bundle();
    Bundle reverse =
        client
            .get("Patient?" + Samples.identifierInUrl(mrn) + "&_revinclude=Encounter:subject")
            .bundle();

    assertThat(ids(included)).containsExactlyInAnyOrder(patient, encounter);
    assertThat(ids(reverse)).containsExactlyInAnyOrder(patient, encounter);
    assertThat(reverse.getEntry())
        .extracting(entry -> entry.getSearch().getMode().toCode())
        .containsExactlyInAnyOrder("match", "include");
  }

  @Test
  void chains_follow_references_forward_and_backward() {
    String mrn = Samples.unique();
    String patient = client.post("Patient", Samples.patient(mrn)).id();
    String encounter = encounterOf(patient);
    String identifier = Samples.SYSTEM + "%7C" + mrn;

    assertThat(ids(client.get("Encounter?subject:Patient.identifier=" + identifier).bundle()))
        .containsExactly(encounter);
    assertThat(ids(client.get("Encounter?patient.name=family" + mrn).bundle()))
        .containsExactly(encounter);
    assertThat(ids(client.get("Patient?_has:Encounter:patient:_id=" + encounter).bundle()))
        .containsExactly(patient);
  }

  @Test
  void summary_elements_and_total_shape_the_answer() {
    String mrn = Samples.unique();
    client.post("Patient", Samples.patient(mrn).setActive(true));
    String query = "Patient?" + Samples.identifierInUrl(mrn);

    Bundle count = client.get(query + "&_summary=count").bundle();
    assertThat(count.getTotal()).isEqualTo(1);
    assertThat(count.getEntry()).isEmpty();

    Patient summary = onlyPatient(client.get(query + "&_summary=true"));
    assertThat(summary.getMeta().getTag()).anyMatch(tag -> tag.getCode().equals("SUBSETTED"));

    Patient elements = onlyPatient(client.get(query + "&_elements=active"));
    assertThat(elements.getActive()).isTrue();
    assertThat(elements.hasName()).isFalse();

    assertThat(client.get(query + "&_total=accurate").bundle().getTotal()).isEqualTo(1);
  }

  @Test
  void sort_orders_by_the_parameter_in_both_directions() {
    String family = Samples.unique();
    String second = named(family, "Beta");
    String first = named(family, "Alpha");
    String third = named(family, "Gamma");

    assertThat(ids(client.get("Patient?family=" + family + "&_sort=given").bundle()))
        .containsExactly(first, second, third);
    assertThat(ids(client.get("Patient?family=" + family + "&_sort=-given").bundle()))
        .containsExactly(third, second, first);
  }

  @Test
  void paging_links_lead_through_all_matches_once() {
    String family = Samples.unique();
    List<String> stored =
        List.of("A", "B", "C", "D", "E").stream().map(given -> named(family, given)).toList();

    Bundle page =
        client.get("Patient?family=" + family + "&_count=2&_sort=given&_total=accurate").bundle();
    assertThat(page.getTotal()).isEqualTo(5);
    List<String> seen = new ArrayList<>(ids(page));
    while (page.getLink(Bundle.LINK_NEXT) != null) {
      page = client.get(page.getLink(Bundle.LINK_NEXT).getUrl()).bundle();
      seen.addAll(ids(page));
    }

    assertThat(seen).containsExactlyElementsOf(stored);
  }

  @Test
  void a_page_link_needs_a_token_like_everything_else() {
    String family = Samples.unique();
    named(family, "A");
    named(family, "B");
    Bundle page = client.get("Patient?family=" + family + "&_count=1").bundle();

    String next = page.getLink(Bundle.LINK_NEXT).getUrl();

    assertThat(client.send(client.anonymous(next).GET()).status()).isEqualTo(401);
  }

  @Test
  void an_unknown_parameter_is_refused_by_name_with_the_ones_that_exist() {
    Answer answer = client.get("Patient?shoe-size=44");

    assertThat(answer.status()).isEqualTo(400);
    OperationOutcome.OperationOutcomeIssueComponent issue = answer.issue();
    assertThat(issue.getSeverity()).isEqualTo(OperationOutcome.IssueSeverity.ERROR);
    assertThat(answer.body()).contains("shoe-size", "birthdate", "family");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Patient?shoe-size=44                  | shoe-size  | birthdate",
        "Patient?_sort=shoe-size               | shoe-size  | birthdate",
        "Patient?_include=Patient:nothing      | nothing    | general-practitioner",
        "Patient?_include=nothing              | _include   | TYPE:PARAMETER",
        "Patient?_revinclude=Nothing:subject   | Nothing    | Encounter",
        "Patient?_revinclude=Encounter:nothing | nothing    | subject",
        "Patient?_has:Encounter:nothing:_id=1  | nothing    | subject",
        "Patient?_has:Nothing:patient:_id=1    | Nothing    | Encounter",
        "Patient?_has:Encounter:subject=1      | _has       | _has:TYPE:REFERENCE:PARAMETER",
        "Encounter?subject.nothing=1           | nothing    | birthdate",
        "Encounter?subject:Patient.nothing=1   | nothing    | birthdate",
        "Patient?name:unheard=x                | name       | contains",
        "Patient?_summary=maybe                | _summary   | count",
        "Patient?_total=perhaps                | _total     | accurate"
      })
  void a_parameter_that_does_not_exist_is_named_with_those_that_do(
      String query, String named, String existing) {
    Answer answer = client.get(query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.issue().getDiagnostics()).contains(named, existing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Patient?birthdate=yesterday     | birthdate",
        "Patient?birthdate=2020-13-01    | birthdate",
        "Patient?birthdate=2020-02-30    | birthdate",
        "Patient?birthdate=zz2020        | birthdate",
        "Patient?birthdate=2020-01-01T10 | birthdate",
        "Encounter?date=2020-01-01T10:00:00%2B25:00 | date",
        "Encounter?date=2020-01-01T10:00:00America/New_York | date",
        "Patient?_lastUpdated=never      | _lastUpdated",
        "Patient?_count=many             | _count",
        "Observation?value-quantity=abc  | value-quantity",
        "RiskAssessment?probability=abc  | probability"
      })
  void a_value_that_cannot_be_is_refused_with_its_parameter(String query, String named) {
    Answer answer = client.get(query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.issue().getDiagnostics())
        .contains(named)
        .doesNotContain("yesterday", "zz2020", "never", "many", "abc", "New_York");
  }

  @Test
  void an_unknown_resource_type_is_404() {
    Answer answer = client.get("Teapot?name=x");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.issue().hasCode()).isTrue();
  }

  private String encounterOf(String patient) {
    return client.post("Encounter", Samples.encounter("Patient/" + patient)).id();
  }

  private String named(String family, String given) {
    Patient patient = Samples.patient(Samples.unique());
    patient.getNameFirstRep().setFamily(family).setGiven(List.of(new StringType(given)));
    return client.post("Patient", patient).id();
  }

  private Answer form(String path, String body) {
    return client.send(
        client
            .request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Patient onlyPatient(Answer answer) {
    assertThat(answer.bundle().getEntry()).hasSize(1);
    return (Patient) answer.bundle().getEntryFirstRep().getResource();
  }

  private static List<String> ids(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(entry -> entry.getResource().getIdElement().getIdPart())
        .toList();
  }
}
