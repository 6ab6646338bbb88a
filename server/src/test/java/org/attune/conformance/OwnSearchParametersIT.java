package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.SamplePracticeTest;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.SearchParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The search parameters that Attune adds to those of FHIR R4, each on the sample practice. */
@SamplePracticeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnSearchParametersIT {

  /**
   * Nothing in the practice has a value for these; {@code BillingSearchIT} drives those of billing,
   * {@link UsCoreSeededIT} the goal's.
   */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "Claim?related",
          "Goal?description",
          "PaymentReconciliation?detail-request",
          "PaymentReconciliation?detail-response",
          "PaymentReconciliation?payment-identifier");

  private final FhirClient client;
  private final SearchResults results;
  private final RowQueries queries;

  OwnSearchParametersIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.results = new SearchResults(client);
    this.queries = new RowQueries(results);
  }

  static Stream<SearchRow> own() {
    return all().filter(row -> !ELSEWHERE.contains(row.toString()));
  }

  private static Stream<SearchRow> all() {
    return ProfilePackage.searchParameters().stream()
        .flatMap(
            parameter ->
                parameter.getBase().stream()
                    .map(base -> new SearchRow(base.getCode(), List.of(parameter.getCode()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("own")
  void eachFindsExactlyWhatItsExpressionMatches(SearchRow row) {
    queries.findsExactlyWhatMatches(row, results.population(row.type()));
  }

  @Test
  void eachIsDeclared() {
    CapabilityStatement statement = client.get("metadata").as(CapabilityStatement.class);

    for (SearchParameter own : ProfilePackage.searchParameters()) {
      assertThat(statement.getRestFirstRep().getResource())
          .filteredOn(type -> type.getType().equals(own.getBase().get(0).getCode()))
          .flatExtracting(type -> type.getSearchParam())
          .as(own.getUrl())
          .anyMatch(
              declared ->
                  declared.getName().equals(own.getCode())
                      && declared.getDefinition().equals(own.getUrl())
                      && declared.getDocumentation().equals(own.getDescription()));
    }
  }

  @Test
  void nothingIsLeftOutThatThePracticeHas() {
    assertThat(all().map(SearchRow::toString)).containsAll(ELSEWHERE);
  }
}
