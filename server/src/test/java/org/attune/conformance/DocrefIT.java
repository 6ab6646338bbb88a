package org.attune.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.SamplePracticeTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code DocumentReference/$docref} of US Core on the documents of the sample practice. */
@SamplePracticeTest
class DocrefIT {

  private final FhirClient client;
  private final List<DocumentReference> all;
  private final String patient;

  DocrefIT(@Autowired FhirHttp http) {
    this.client = http.client();
    this.all =
        new SearchResults(client)
            .population("DocumentReference").stream().map(DocumentReference.class::cast).toList();
    this.patient = all.get(0).getSubject().getReferenceElement().getIdPart();
  }

  @Test
  @DisplayName("CS8: $docref is declared with the definition of US Core")
  void cs8DocrefIsDeclared() {
    assertThat(client.get("metadata").as(CapabilityStatement.class).getRestFirstRep().getResource())
        .filteredOn(resource -> resource.getType().equals("DocumentReference"))
        .flatExtracting(resource -> resource.getOperation())
        .extracting(operation -> operation.getName() + " " + operation.getDefinition())
        .contains("docref http://hl7.org/fhir/us/core/OperationDefinition/docref");
  }

  @Test
  void withoutDatesTheCurrentDocumentOfEachTypeIsReturned() {
    Bundle bundle = docref("patient=" + patient).bundle();

    assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
    assertThat(bundle.getTotal()).isEqualTo(bundle.getEntry().size()).isPositive();
    assertThat(documents(bundle)).extracting(DocrefIT::type).doesNotHaveDuplicates();
    for (DocumentReference document : documents(bundle)) {
      assertThat(document.getSubject().getReference()).isEqualTo("Patient/" + patient);
      assertThat(document.getStatus().toCode()).isEqualTo("current");
      assertThat(mine())
          .filteredOn(other -> type(other).equals(type(document)))
          .allMatch(other -> !care(other).isAfter(care(document)));
    }
    assertThat(bundle.getEntry())
        .extracting(BundleEntryComponent::getFullUrl)
        .allMatch(url -> url.contains("/fhir/DocumentReference/"));
  }

  @Test
  void datesFindWhatCoversThemWhetherInTheUrlOrInParameters() {
    DocumentReference document = mine().get(0);
    String day = care(document).toString();
    String before = care(document).minus(10, ChronoUnit.DAYS).toString();

    assertThat(ids(docref("patient=" + patient + "&start=" + before + "&end=" + plusDay(day))))
        .contains(document.getIdElement().getIdPart());
    assertThat(ids(docref("patient=" + patient + "&end=" + before)))
        .doesNotContain(document.getIdElement().getIdPart());
    String body =
        """
        {"resourceType":"Parameters","parameter":[{"name":"patient","valueId":"%s"},
         {"name":"start","valueDateTime":"%s"},
         {"name":"type","valueCoding":{"system":"%s","code":"%s"}}]}
        """
            .formatted(patient, before, coding(document).getSystem(), coding(document).getCode());
    assertThat(ids(client.post("DocumentReference/$docref", body)))
        .contains(document.getIdElement().getIdPart());
  }

  @Test
  void typesLimitWhatIsReturned() {
    Coding wanted = coding(mine().get(0));
    String type = SearchResults.encoded(wanted.getSystem() + "|" + wanted.getCode());

    assertThat(documents(docref("patient=" + patient + "&start=2000&type=" + type).bundle()))
        .isNotEmpty()
        .allMatch(document -> coding(document).getCode().equals(wanted.getCode()));
    assertThat(ids(docref("patient=" + patient + "&type=no-such-type"))).isEmpty();
  }

  @Test
  void noDocumentIsMadeOnDemandAndAnUnknownPatientHasNone() {
    assertThat(ids(docref("patient=" + patient + "&on-demand=true"))).isEmpty();
    assertThat(ids(docref("patient=" + UUID.randomUUID()))).isEmpty();
    assertThat(ids(docref("patient=" + patient + "&profile=https://example.org/none"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "start=2026, patient",
    "patient=a b, patient",
    "patient=1&start=yesterday, start",
    "patient=1&start=2026-01-01T10:00:00, start",
    "patient=1&start=2026-05-01&end=2026-01-01, end",
    "patient=1&on-demand=maybe, on-demand",
    "patient=1&patient=2, patient",
    "patient=1&shape=round, shape"
  })
  void whatCannotBeUnderstoodIsRefusedByName(String query, String named) {
    Answer answer = docref(query.replace(" ", "%20"));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.issue().getDiagnostics()).contains(named);
  }

  @Test
  void nobodyIsAnsweredWithoutAToken() {
    HttpRequest.Builder request =
        client.anonymous("DocumentReference/$docref?patient=" + patient).GET();

    assertThat(client.send(request).status()).isEqualTo(401);
  }

  private Answer docref(String query) {
    return client.get("DocumentReference/$docref?" + query);
  }

  private List<DocumentReference> mine() {
    return all.stream()
        .filter(one -> one.getSubject().getReferenceElement().getIdPart().equals(patient))
        .filter(one -> one.getStatus().toCode().equals("current"))
        .sorted(Comparator.comparing(DocrefIT::care))
        .toList();
  }

  private static Instant care(DocumentReference document) {
    return document.getContext().getPeriod().hasStart()
        ? document.getContext().getPeriod().getStart().toInstant()
        : document.getDate().toInstant();
  }

  private static String plusDay(String instant) {
    return Instant.parse(instant).plus(1, ChronoUnit.DAYS).toString();
  }

  private static Coding coding(DocumentReference document) {
    return document.getType().getCodingFirstRep();
  }

  private static String type(DocumentReference document) {
    return coding(document).getSystem() + coding(document).getCode() + document.getType().getText();
  }

  private static List<DocumentReference> documents(Bundle bundle) {
    return bundle.getEntry().stream()
        .map(BundleEntryComponent::getResource)
        .map(DocumentReference.class::cast)
        .toList();
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return SearchResults.ids(documents(answer.bundle()));
  }
}
