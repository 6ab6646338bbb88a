package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Answers are JSON or XML; whoever asks for something else is told so. */
@FhirIntegrationTest
class ResponseFormatIT {

  private final FhirClient client;

  ResponseFormatIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient?_format=ndjson",
        "Patient?_format=application%2Ffhir%2Bndjson",
        "Patient?_format=ttl",
        "Patient/none?_format=ndjson",
        "_history?_format=ndjson",
        "metadata?_format=ndjson"
      })
  void a_format_that_is_not_offered_is_refused_in_json(String path) {
    assertRefused(client.get(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+ndjson", "text/turtle"})
  void so_is_one_that_stands_in_the_header_alone(String accept) {
    assertRefused(client.send(client.request("Patient").header("Accept", accept).GET()));
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(406);
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
    assertThat(answer.issue().getDiagnostics()).contains("application/fhir+json");
    assertThat(answer.issue().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("not-acceptable");
  }

  @ParameterizedTest
  @CsvSource({
    "'application/fhir+ndjson, application/fhir+json', json",
    "'application/fhir+ndjson;q=0.5, application/fhir+xml', xml",
    "'*/*', json",
    "'text/html', json",
  })
  void beside_another_it_is_passed_over(String accept, String format) {
    Answer answer = client.send(client.request("Patient?_count=1").header("Accept", accept).GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+" + format);
  }

  @Test
  void the_parameter_goes_before_the_header() {
    Answer answer =
        client.send(
            client
                .request("Patient?_format=xml")
                .header("Accept", "application/fhir+ndjson")
                .GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/fhir+xml");
  }
}
