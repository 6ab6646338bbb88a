package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPInputStream;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a client may ask of the form of an answer. */
@FhirIntegrationTest
class ReadBreadthIT {

  private final FhirClient client;
  private String path = "";

  ReadBreadthIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @BeforeEach
  void patient() {
    path = "Patient/" + client.post("Patient", Samples.patient(Samples.unique())).id();
  }

  @Test
  void a_client_that_has_the_version_is_not_sent_it_again() {
    String etag = client.get(path).header("ETag");

    Answer same = get("If-None-Match", etag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(get("If-None-Match", "W/\"7\"").status()).isEqualTo(200);

    Patient changed = client.get(path).as(Patient.class).setActive(true);
    assertThat(client.put(path, changed).status()).isEqualTo(200);
    assertThat(get("If-None-Match", etag).status()).isEqualTo(200);
  }

  @Test
  void a_client_is_sent_what_was_modified_since() {
    String modified = client.get(path).header("Last-Modified");
    ZonedDateTime at = ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME);

    assertThat(get("If-Modified-Since", date(at.plusDays(1))).status()).isEqualTo(304);
    assertThat(get("If-Modified-Since", date(at.minusDays(1))).status()).isEqualTo(200);
  }

  @Test
  void prefer_says_what_a_write_answers() {
    Answer minimal = create("return=minimal");
    assertThat(minimal.status()).isEqualTo(201);
    assertThat(minimal.body()).isEmpty();
    assertThat(minimal.header("Location")).contains("/Patient/");

    assertThat(create("return=representation").as(Patient.class).getId()).isNotEmpty();

    Answer outcome = create("return=OperationOutcome");
    assertThat(outcome.status()).isEqualTo(201);
    assertThat(outcome.as(OperationOutcome.class).getIssue()).isNotEmpty();
  }

  @Test
  void pretty_answers_have_lines() {
    assertThat(client.get(path + "?_pretty=true").body()).contains("\n  \"resourceType\"");
    assertThat(client.get(path).body()).doesNotContain("\n");
  }

  @Test
  void answers_are_compressed_for_whoever_takes_that() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                client.request(path).header("Accept-Encoding", "gzip").GET().build(),
                HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(client.get(path).body());
    }
  }

  private Answer get(String header, String value) {
    return client.send(client.request(path).header(header, value).GET());
  }

  private Answer create(String preference) {
    HttpRequest.Builder request =
        client
            .request("Patient")
            .header("Content-Type", "application/fhir+json")
            .header("Prefer", preference)
            .POST(HttpRequest.BodyPublishers.ofString(Samples.patientJson(Samples.unique(), "")));
    return client.send(request);
  }

  private static String date(ZonedDateTime at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at);
  }
}
