package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The searches of US Core for types that the sample practice lacks, on resources of their own. */
@FhirIntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsCoreSeededIT {

  /** The types that are tried here and not on the sample practice. */
  static final Set<String> TYPES =
      Set.of(
          "Device",
          "DiagnosticReport",
          "Immunization",
          "MedicationDispense",
          "Procedure",
          "Specimen");

  /** Recommended searches for which nobody in the sample practice has a value. */
  static final Set<String> RECOMMENDED =
      Set.of("Goal?patient&description", "Patient?death-date&family");

  private final FhirClient client;
  private final SearchResults results;
  private final RowQueries queries;
  private final SeededCast cast;

  UsCoreSeededIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.results = new SearchResults(client);
    this.queries = new RowQueries(results);
    this.cast = new SeededCast(client);
  }

  static Stream<SearchRow> required() {
    return SearchRow.required().stream().filter(row -> TYPES.contains(row.type()));
  }

  static Stream<SearchRow> all() {
    return Stream.concat(
        required(),
        SearchRow.recommended().stream()
            .filter(
                row ->
                    RECOMMENDED.contains(row.toString())
                        || (TYPES.contains(row.type()) && row.hasPatient())));
  }

  static Stream<SearchRow> withPatient() {
    return required().filter(SearchRow::hasPatient);
  }

  static Stream<SearchRow> withDate() {
    return all()
        .filter(SearchRow::hasDate)
        .filter(row -> !row.parameters().contains("_lastUpdated"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  @DisplayName("U1: a search finds what matches all its parameters, and nothing else")
  void u1FindsExactlyWhatMatches(SearchRow row) {
    queries.findsExactlyWhatMatches(row, cast.all(row.type()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("required")
  @DisplayName("U2: the search as a form finds the same")
  void u2PostFindsTheSame(SearchRow row) {
    queries.findsTheSame(row, cast.all(row.type()), true);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withPatient")
  @DisplayName("U3: the patient's id alone finds the same as the reference with the type")
  void u3ThePatientsIdAloneFindsTheSame(SearchRow row) {
    queries.findsTheSame(row, cast.all(row.type()), false);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withDate")
  @DisplayName("U5: gt, ge, lt and le find exactly the dates and periods that satisfy them")
  void u5ComparatorsHold(SearchRow row) {
    queries.compares(row, cast.all(row.type()));
  }

  @Test
  @DisplayName("U6: several intents and several statuses find the requests of each")
  void u6SeveralIntentsAndStatuses() {
    String mine = "MedicationRequest?patient=" + cast.patient();
    List<String> all = SearchResults.ids(cast.all("MedicationRequest"));

    assertThat(ids(mine + "&intent=order,plan,proposal")).containsExactlyInAnyOrderElementsOf(all);
    assertThat(ids(mine + "&intent=order,plan,proposal&status=active,completed"))
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(ids(mine + "&intent=plan,proposal")).hasSize(2).isSubsetOf(all);
    assertThat(ids(mine + "&intent=order,plan&status=active,on-hold")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MedicationRequest", "MedicationDispense"})
  @DisplayName("U7: _include brings the medication that is referred to and no other")
  void u7IncludeBringsTheMedication(String type) {
    List<BundleEntryComponent> entries =
        results.entries(type + "?patient=" + cast.patient() + "&_include=" + type + ":medication");

    assertThat(included(entries))
        .containsExactly(cast.all("Medication").get(0).getIdElement().getIdPart());
    assertThat(entries).hasSize(1 + cast.all(type).size());
  }

  @Test
  @DisplayName("U7: _include brings the endpoint of a role")
  void u7IncludeBringsTheEndpoint() {
    String endpoint =
        cast.add(
            "Endpoint",
            "\"status\":\"active\",\"connectionType\":{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/endpoint-connection-type\",\"code\":\"direct-project\"},"
                + "\"payloadType\":[{\"text\":\"any\"}],\"address\":\"mailto:synthetic@example.org\"");
    cast.add(
        "PractitionerRole",
        "\"active\":true,\"practitioner\":{\"reference\":\"Practitioner/%s\"},"
            + "\"organization\":{\"reference\":\"Organization/%s\"},"
            + "\"code\":[{\"coding\":[{\"system\":\"https://attune.org/fhir/CodeSystem/practice-role\",\"code\":\"associate\"}]}],"
            + "\"specialty\":[{\"coding\":[{\"system\":\"http://nucc.org/provider-taxonomy\",\"code\":\"1041C0700X\"}]}],"
            + "\"telecom\":[{\"system\":\"phone\",\"value\":\"555-555-0102\"}],"
            + "\"endpoint\":[{\"reference\":\"Endpoint/%s\"}]",
        cast.practitioner(),
        cast.organization(),
        endpoint);

    String search = "PractitionerRole?practitioner=" + cast.practitioner();
    assertThat(included(results.entries(search + "&_include=PractitionerRole:endpoint")))
        .containsExactly(endpoint);
    assertThat(included(results.entries(search + "&_include=PractitionerRole:practitioner")))
        .containsExactly(cast.practitioner());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Device",
        "DiagnosticReport",
        "Immunization",
        "MedicationDispense",
        "MedicationRequest",
        "Procedure"
      })
  @DisplayName("U8: _revinclude brings the Provenance, which tells for whom its author acted")
  void u8RevincludeBringsTheProvenance(String type) {
    String target = cast.all(type).get(0).getIdElement().getIdPart();
    String provenance = cast.provenanceOf(type, target);

    List<BundleEntryComponent> entries =
        results.entries(type + "?patient=" + cast.patient() + "&_revinclude=Provenance:target");

    assertThat(included(entries)).containsExactly(provenance);
    assertThat(entries)
        .extracting(BundleEntryComponent::getResource)
        .filteredOn(Provenance.class::isInstance)
        .allMatch(one -> ((Provenance) one).getAgentFirstRep().hasOnBehalfOf());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Condition", "Device", "DocumentReference", "Patient", "Specimen"})
  @DisplayName("U11: an unknown id is 404, a deleted one 410, a bad parameter 400, each explained")
  void u11WhatCannotBeReadIsExplained(String type) {
    FhirClient.Answer unknown = client.get(type + "/" + UUID.randomUUID());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.issue().hasDiagnostics()).isTrue();

    FhirClient.Answer bad = client.get(type + "?no-such-parameter=1");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.issue().getDiagnostics()).contains("no-such-parameter");
  }

  @Test
  @DisplayName("U11: what was deleted is 410")
  void u11WhatWasDeletedIsGone() {
    String id = cast.add("Device", "\"status\":\"active\"");
    Resource device = cast.all("Device").remove(cast.all("Device").size() - 1);
    assertThat(device.getIdElement().getIdPart()).isEqualTo(id);
    assertThat(client.delete("Device/" + id).status()).isEqualTo(200);

    assertThat(client.get("Device/" + id).status()).isEqualTo(410);
    assertThat(client.get("Device/" + id).issue().hasDiagnostics()).isTrue();
  }

  private List<String> ids(String search) {
    return SearchResults.ids(results.matches(search));
  }

  private static List<String> included(List<BundleEntryComponent> entries) {
    return entries.stream()
        .filter(entry -> entry.getSearch().getMode() == SearchEntryMode.INCLUDE)
        .map(entry -> entry.getResource().getIdElement().getIdPart())
        .toList();
  }
}
