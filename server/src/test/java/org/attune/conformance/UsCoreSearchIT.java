package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.SamplePracticeTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The searches of US Core on the sample practice. What must be found is worked out from all
 * resources of the type, not from what the search gives.
 */
@SamplePracticeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsCoreSearchIT {

  private final FhirClient client;
  private final SearchResults results;
  private final RowQueries queries;

  UsCoreSearchIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.results = new SearchResults(client);
    this.queries = new RowQueries(results);
  }

  /** Those of types that the practice lacks are tried in {@link UsCoreSeededIT}. */
  static Stream<SearchRow> required() {
    return SearchRow.required().stream().filter(row -> !UsCoreSeededIT.TYPES.contains(row.type()));
  }

  static Stream<SearchRow> recommended() {
    return SearchRow.recommended().stream()
        .filter(row -> !UsCoreSeededIT.TYPES.contains(row.type()))
        .filter(row -> !UsCoreSeededIT.RECOMMENDED.contains(row.toString()));
  }

  static Stream<SearchRow> withPatient() {
    return required().filter(SearchRow::hasPatient);
  }

  static Stream<SearchRow> withDate() {
    return Stream.concat(required(), recommended())
        .filter(SearchRow::hasDate)
        .filter(row -> !row.parameters().contains("birthdate"))
        .filter(row -> !row.parameters().contains("_lastUpdated"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("required")
  @DisplayName("U1: a required search finds what matches all its parameters, and nothing else")
  void u1FindsExactlyWhatMatches(SearchRow row) {
    queries.findsExactlyWhatMatches(row, results.population(row.type()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recommended")
  @DisplayName("U1: a recommended search does so too")
  void u1RecommendedSearchesFindExactlyWhatMatches(SearchRow row) {
    queries.findsExactlyWhatMatches(row, results.population(row.type()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("required")
  @DisplayName("U2: the search as a form finds the same")
  void u2PostFindsTheSame(SearchRow row) {
    queries.findsTheSame(row, results.population(row.type()), true);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withPatient")
  @DisplayName("U3: the patient's id alone finds the same as the reference with the type")
  void u3ThePatientsIdAloneFindsTheSame(SearchRow row) {
    queries.findsTheSame(row, results.population(row.type()), false);
  }

  @Test
  @DisplayName("U4: tokens are found by system and code")
  void u4TokensAreFoundBySystemAndCode() {
    List<SearchRow> tried =
        required()
            .filter(row -> queries.findsWithSystem(row, results.population(row.type())) > 0)
            .toList();

    assertThat(tried)
        .extracting(SearchRow::toString)
        .contains(
            "Condition?patient&category",
            "Observation?patient&code",
            "Patient?identifier",
            "CarePlan?patient&category",
            "DocumentReference?patient&type",
            "PractitionerRole?specialty");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withDate")
  @DisplayName("U5: gt, ge, lt and le find exactly the dates and periods that satisfy them")
  void u5ComparatorsHold(SearchRow row) {
    queries.compares(row, results.population(row.type()));
  }

  @Test
  @DisplayName("U6: values parted by commas find the resources of each value")
  void u6CommasMeanOr() {
    List<String> tried = new ArrayList<>();
    Stream.concat(required(), recommended())
        .flatMap(
            row -> row.parameters().stream().map(name -> new SearchRow(row.type(), List.of(name))))
        .distinct()
        .filter(row -> SearchOracle.of(row.type(), row.parameters().get(0)).isToken())
        .filter(row -> queries.findsAnyOf(row, results.population(row.type())))
        .forEach(row -> tried.add(row.toString()));

    assertThat(tried)
        .contains(
            "CarePlan?status",
            "Condition?code",
            "Encounter?type",
            "MedicationRequest?status",
            "Observation?code");
  }

  @Test
  @DisplayName("U9: pages are followed with the same token until each match came once")
  void u9PagesLeadThroughAllMatches() {
    String patient = results.population("Patient").get(0).getIdElement().getIdPart();
    List<String> whole =
        SearchResults.ids(results.matches("Encounter?patient=" + patient + "&_count=1000"));
    assertThat(whole).hasSizeGreaterThan(5);

    Bundle first = client.get("Encounter?patient=" + patient + "&_count=3").bundle();

    assertThat(first.getEntry()).hasSize(3);
    assertThat(first.getLink("next")).isNotNull();
    assertThat(SearchResults.ids(results.matches("Encounter?patient=" + patient + "&_count=3")))
        .containsExactlyInAnyOrderElementsOf(whole);
  }

  @ParameterizedTest
  @MethodSource("withoutStatus")
  @DisplayName("U10: a status is never required; without it the search finds all")
  void u10NoStatusIsRequired(String type) {
    SearchRow row = new SearchRow(type, List.of("patient"));

    queries.findsExactlyWhatMatches(row, results.population(type));
  }

  static Stream<String> withoutStatus() {
    return Stream.of(
        "AllergyIntolerance",
        "CarePlan",
        "CareTeam",
        "Condition",
        "DocumentReference",
        "Encounter",
        "Goal",
        "MedicationRequest",
        "Observation",
        "QuestionnaireResponse",
        "ServiceRequest");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  @DisplayName("U11: what a search found can be read under its id")
  void u11WhatIsFoundCanBeRead(String type) {
    Resource found = results.population(type).get(0);

    FhirClient.Answer read = client.get(type + "/" + found.getIdElement().getIdPart());

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.id()).isEqualTo(found.getIdElement().getIdPart());
  }

  static Stream<String> types() {
    return required().map(SearchRow::type).distinct();
  }
}
