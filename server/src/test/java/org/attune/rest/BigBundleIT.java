package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The largest transaction that the server promises to take: 10,000 entries in about 30 MB. */
@FhirIntegrationTest
class BigBundleIT {

  private static final int ENTRIES = 10_000;
  private static final int PRACTITIONERS = 200;
  private static final int NOTE = 3_000;

  private final FhirClient client;

  BigBundleIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void a_transaction_of_ten_thousand_entries_is_stored_whole() {
    SyntheaBundles synthea = new SyntheaBundles();
    assertThat(client.post("", synthea.practitioners(PRACTITIONERS)).status()).isEqualTo(200);
    Bundle bundle = Samples.bundle(BundleType.TRANSACTION);
    synthea.addPractitioners(bundle, PRACTITIONERS);
    synthea.addRecord(bundle, ENTRIES, PRACTITIONERS, "n".repeat(NOTE));
    String body = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(bundle);
    assertThat(body.length()).isBetween(28_000_000, 32_000_000);
    int before = count("Observation");

    Answer answer = client.post("", body);

    assertThat(answer.status()).isEqualTo(200);
    Bundle response = answer.bundle();
    assertThat(response.getEntry()).hasSize(ENTRIES);
    assertThat(response.getEntry().subList(0, 2 * PRACTITIONERS))
        .allMatch(entry -> entry.getResponse().getStatus().startsWith("200"));
    assertThat(response.getEntry().subList(2 * PRACTITIONERS, ENTRIES))
        .allMatch(entry -> entry.getResponse().getStatus().startsWith("201"));
    long observations =
        bundle.getEntry().stream()
            .filter(entry -> entry.getResource().fhirType().equals("Observation"))
            .count();
    assertThat(count("Observation") - before).isEqualTo((int) observations);
  }

  private int count(String type) {
    return client.get(type + "?_summary=count").bundle().getTotal();
  }
}
