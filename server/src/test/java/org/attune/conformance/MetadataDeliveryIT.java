package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.attune.rest.capability.CapabilityStatements;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** How {@code /metadata} is sent, and what is left out of it. */
@FhirIntegrationTest
class MetadataDeliveryIT {

  private final FhirClient client;
  private final String root;

  MetadataDeliveryIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.root = http.root();
  }

  @Test
  void itTellsNothingOfWhatIsStored() {
    assertThat(client.get("metadata").body()).doesNotContain("capabilities-resource-count", "HAPI");
  }

  @Test
  void whoHasItAlreadyIsTold304UntilASearchParameterChanges() {
    Answer first = client.get("metadata");
    String etag = first.header("ETag");
    assertThat(etag).startsWith("W/\"");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(conditional(etag).status()).isEqualTo(304);
    assertThat(conditional(etag).body()).isEmpty();
    assertThat(conditional("W/\"other\"").status()).isEqualTo(200);

    String code = "x" + UUID.randomUUID().toString().substring(0, 8);
    String parameter =
        client
            .post(
                "SearchParameter",
                """
                {"resourceType":"SearchParameter","url":"https://example.org/sp/%s","name":"Extra",
                 "status":"active","description":"Extra.","code":"%s","base":["Basic"],
                 "type":"token","expression":"Basic.code"}
                """
                    .formatted(code, code))
            .id();
    Answer changed = conditional(etag);
    assertThat(client.delete("SearchParameter/" + parameter).status()).isEqualTo(200);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(
            resource(changed.as(CapabilityStatement.class), "Basic").getSearchParam().stream()
                .map(CapabilityStatementRestResourceSearchParamComponent::getName))
        .contains(code);
    assertThat(conditional(etag).status()).as("as before").isEqualTo(304);
  }

  @Test
  void itIsNotMadeAgainForAnotherRequest() {
    client.get("metadata");
    Logger logger = (Logger) LoggerFactory.getLogger(CapabilityStatements.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      for (String path : List.of("metadata", "metadata?_format=xml", "metadata?_pretty=true")) {
        assertThat(client.get(path).status()).isEqualTo(200);
      }
    } finally {
      logger.detachAppender(log);
    }

    assertThat(log.list).isEmpty();
  }

  @Test
  void eachClientReadsTheAddressThatItUses() {
    String other = root.replace("127.0.0.1", "localhost");

    assertThat(declared().getImplementation().getUrl()).isEqualTo(root + "/fhir");
    assertThat(
            client
                .get(other + "/fhir/metadata")
                .as(CapabilityStatement.class)
                .getImplementation()
                .getUrl())
        .isEqualTo(other + "/fhir");
  }

  @Test
  void itIsSentCompressedToWhoeverTakesThat() throws Exception {
    HttpResponse<byte[]> zipped =
        HttpClient.newHttpClient()
            .send(
                client.anonymous("metadata").header("Accept-Encoding", "gzip").GET().build(),
                HttpResponse.BodyHandlers.ofByteArray());

    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(unzipped(zipped.body())).isEqualTo(client.get("metadata").body());
    assertThat(zipped.body().length).isLessThan(120_000);
  }

  @Test
  void aSummaryOrAChoiceOfElementsIsHonoured() {
    CapabilityStatement summary =
        client.get("metadata?_elements=fhirVersion").as(CapabilityStatement.class);

    assertThat(summary.getFhirVersion().toCode()).isEqualTo("4.0.1");
    assertThat(summary.getRest()).allMatch(rest -> !rest.hasResource());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient/$expunge",
        "$expunge",
        "$get-resource-counts",
        "$mark-all-resources-for-reindexing",
        "Patient/$hapi.fhir.merge",
        "$hapi.fhir.replace-references"
      })
  void whatIsNotDeclaredIsNotReachable(String operation) {
    HttpRequest.Builder request =
        client
            .request(operation)
            .header("Content-Type", "application/fhir+json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"resourceType\":\"Parameters\"}"));

    assertThat(client.send(request).status()).isBetween(400, 405);
    assertThat(client.get("metadata").body())
        .doesNotContain("\"" + operation.substring(operation.indexOf('$') + 1) + "\"");
  }

  private CapabilityStatement declared() {
    return client.get("metadata").as(CapabilityStatement.class);
  }

  private Answer conditional(String etag) {
    return client.send(client.anonymous("metadata").header("If-None-Match", etag).GET());
  }

  private static CapabilityStatementRestResourceComponent resource(
      CapabilityStatement statement, String type) {
    return statement.getRestFirstRep().getResource().stream()
        .filter(resource -> resource.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static String unzipped(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
