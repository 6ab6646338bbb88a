package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** If-Match of an entry in a bundle. */
@FhirIntegrationTest
class StaleVersionIT {

  private final FhirClient client;

  StaleVersionIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void a_stale_version_in_a_transaction_is_412_and_stores_nothing() {
    String mrn = Samples.unique();
    Bundle bundle = bundle(BundleType.TRANSACTION, mrn);

    Answer answer = client.post("", bundle);

    assertThat(answer.status()).as(answer.body()).isEqualTo(412);
    assertThat(answer.issue().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("stale-version");
    assertThat(stored(mrn)).isZero();
  }

  @Test
  void a_stale_version_in_a_batch_is_412_for_its_entry() {
    String mrn = Samples.unique();
    Bundle bundle = bundle(BundleType.BATCH, mrn);

    Bundle answer = client.post("", bundle).bundle();

    assertThat(answer.getEntry().get(0).getResponse().getStatus()).startsWith("201");
    assertThat(answer.getEntry().get(1).getResponse().getStatus()).startsWith("412");
    OperationOutcome outcome =
        (OperationOutcome) answer.getEntry().get(1).getResponse().getOutcome();
    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue())
        .isEqualTo("Bundle.entry[1]");
    assertThat(stored(mrn)).isEqualTo(1);
  }

  /** A create, and an update that believes in version 1 of what is at version 2. */
  private Bundle bundle(BundleType type, String mrn) {
    Answer created = client.post("Patient", Samples.patient(Samples.unique()));
    String path = "Patient/" + created.id();
    Patient patient = created.as(Patient.class);
    client.put(path, patient.setActive(true));
    Bundle bundle = Samples.bundle(type);
    Samples.post(bundle, Samples.urn(), Samples.patient(mrn));
    bundle
        .addEntry()
        .setResource(patient.copy().setActive(false))
        .getRequest()
        .setMethod(Bundle.HTTPVerb.PUT)
        .setUrl(path)
        .setIfMatch("W/\"1\"");
    return bundle;
  }

  private int stored(String mrn) {
    return client
        .get("Patient?" + Samples.identifierInUrl(mrn) + "&_summary=count")
        .bundle()
        .getTotal();
  }
}
