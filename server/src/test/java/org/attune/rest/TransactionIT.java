package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Bundles: a transaction holds whole or not at all, a batch entry by entry. */
@FhirIntegrationTest
class TransactionIT {

  private final FhirClient client;

  TransactionIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void a_transaction_resolves_urn_uuids_to_the_ids_it_assigns() {
    Bundle bundle = Samples.bundle(BundleType.TRANSACTION);
    String urn = Samples.urn();
    Samples.post(bundle, Samples.urn(), Samples.encounter(urn));
    Samples.post(bundle, urn, Samples.patient(Samples.unique()));

    Answer answer = client.post("", bundle);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bundle().getType()).isEqualTo(BundleType.TRANSACTIONRESPONSE);
    assertThat(location(answer, 0).getResourceType()).isEqualTo("Encounter");
    Encounter stored =
        client.get("Encounter/" + location(answer, 0).getIdPart()).as(Encounter.class);
    assertThat(stored.getSubject().getReference())
        .isEqualTo("Patient/" + location(answer, 1).getIdPart());
  }

  @Test
  void a_conditional_reference_is_resolved_by_search() {
    String npi = Samples.unique();
    Practitioner practitioner = new Practitioner();
    practitioner.addIdentifier().setSystem(Samples.SYSTEM).setValue(npi);
    practitioner.addName().setFamily("Practitioner");
    String id = client.post("Practitioner", practitioner).id();

    Answer answer = client.post("", encounterWith("Practitioner?" + Samples.identifier(npi)));

    assertThat(answer.status()).isEqualTo(200);
    Encounter stored =
        client.get("Encounter/" + location(answer, 1).getIdPart()).as(Encounter.class);
    assertThat(stored.getParticipantFirstRep().getIndividual().getReference())
        .isEqualTo("Practitioner/" + id);
  }

  @Test
  void a_conditional_reference_that_matches_nothing_fails_the_transaction() {
    String mrn = Samples.unique();
    Bundle bundle = encounterWith("Practitioner?" + Samples.identifier(Samples.unique()));
    bundle.getEntryFirstRep().setResource(Samples.patient(mrn));

    Answer answer = client.post("", bundle);

    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.issue().hasCode()).isTrue();
    assertThat(count(mrn)).isZero();
  }

  @Test
  void if_none_exist_within_a_transaction_reuses_what_is_there() {
    String mrn = Samples.unique();
    String id = client.post("Patient", Samples.patient(mrn)).id();
    Bundle bundle = Samples.bundle(BundleType.TRANSACTION);
    String urn = Samples.urn();
    Samples.post(bundle, urn, Samples.patient(mrn))
        .getRequest()
        .setIfNoneExist(Samples.identifier(mrn));
    Samples.post(bundle, Samples.urn(), Samples.encounter(urn));

    Answer answer = client.post("", bundle);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bundle().getEntryFirstRep().getResponse().getStatus()).startsWith("200");
    Encounter stored =
        client.get("Encounter/" + location(answer, 1).getIdPart()).as(Encounter.class);
    assertThat(stored.getSubject().getReference()).isEqualTo("Patient/" + id);
    assertThat(count(mrn)).isEqualTo(1);
  }

  @Test
  void a_transaction_with_every_verb_does_all_of_it() {
    String gone = client.post("Patient", Samples.patient(Samples.unique())).id();
    String changed = client.post("Patient", Samples.patient(Samples.unique())).id();
    String mrn = Samples.unique();
    Bundle bundle = Samples.bundle(BundleType.TRANSACTION);
    Samples.post(bundle, Samples.urn(), Samples.patient(mrn));
    Patient update = Samples.patient(Samples.unique()).setActive(true);
    update.setId(changed);
    entry(bundle, Bundle.HTTPVerb.PUT, "Patient/" + changed).setResource(update);
    entry(bundle, Bundle.HTTPVerb.DELETE, "Patient/" + gone);
    entry(bundle, Bundle.HTTPVerb.GET, "Patient/" + changed);

    Answer answer = client.post("", bundle);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(count(mrn)).isEqualTo(1);
    assertThat(client.get("Patient/" + gone).status()).isEqualTo(410);
    assertThat(((Patient) answer.bundle().getEntry().get(3).getResource()).getActive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"Patient\",\"gender\":\"purple\"}",
        "{\"resourceType\":\"Patient\",\"shoeSize\":44}",
        "{\"resourceType\":\"Patient\",\"birthDate\":\"1970-02-31\"}",
        "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":"
            + "\"<div xmlns='http://www.w3.org/1999/xhtml'><script>x</script></div>\"}}",
        "{\"resourceType\":\"Encounter\",\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},"
            + "\"subject\":{\"reference\":\"Patient/00000000-0000-4000-8000-000000000000\"}}"
      })
  void one_bad_entry_stores_nothing_and_is_named(String bad) {
    String mrn = Samples.unique();

    Answer answer = client.post("", goodBadGood("transaction", mrn, bad));

    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.as(OperationOutcome.class).getIssue())
        .flatExtracting(issue -> issue.getExpression())
        .anySatisfy(at -> assertThat(at.getValue()).startsWith("Bundle.entry[1]"));
    assertThat(count(mrn)).isZero();
  }

  @Test
  void a_stale_if_match_in_a_transaction_is_412_and_stores_nothing() {
    String mrn = Samples.unique();
    Patient patient = Samples.patient(Samples.unique());
    String id = client.post("Patient", patient).id();
    patient.setId(id);
    client.put("Patient/" + id, patient.setActive(true));
    Bundle bundle = Samples.bundle(BundleType.TRANSACTION);
    Samples.post(bundle, Samples.urn(), Samples.patient(mrn));
    Bundle.BundleEntryComponent stale = entry(bundle, Bundle.HTTPVerb.PUT, "Patient/" + id);
    stale.setResource(patient.setActive(false)).getRequest().setIfMatch("W/\"1\"");

    Answer answer = client.post("", bundle);

    assertThat(answer.status()).isEqualTo(412);
    assertThat(count(mrn)).isZero();
  }

  @Test
  void a_batch_does_the_good_entries_and_names_the_bad_one() {
    String mrn = Samples.unique();
    String dangling =
        "{\"resourceType\":\"Encounter\",\"status\":\"finished\",\"class\":{\"code\":\"AMB\"},"
            + "\"subject\":{\"reference\":\"Patient/00000000-0000-4000-8000-000000000000\"}}";

    Answer answer = client.post("", goodBadGood("batch", mrn, dangling));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.bundle().getType()).isEqualTo(BundleType.BATCHRESPONSE);
    assertThat(answer.bundle().getEntry())
        .extracting(entry -> entry.getResponse().getStatus().substring(0, 1))
        .containsExactly("2", "4", "2");
    assertThat(answer.bundle().getEntry().get(1).getResponse().getOutcome())
        .isInstanceOf(OperationOutcome.class);
    assertThat(count(mrn)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"searchset", "document", "collection", "history"})
  void a_bundle_of_another_type_is_refused_at_the_root(String type) {
    Answer answer = client.post("", "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\"}");

    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.issue().hasCode()).isTrue();
  }

  private Bundle encounterWith(String practitioner) {
    Bundle bundle = Samples.bundle(BundleType.TRANSACTION);
    String urn = Samples.urn();
    Samples.post(bundle, urn, Samples.patient(Samples.unique()));
    Encounter encounter = Samples.encounter(urn);
    encounter.addParticipant().setIndividual(new Reference(practitioner));
    Samples.post(bundle, Samples.urn(), encounter);
    return bundle;
  }

  private static Bundle.BundleEntryComponent entry(
      Bundle bundle, Bundle.HTTPVerb verb, String url) {
    Bundle.BundleEntryComponent entry = bundle.addEntry();
    entry.getRequest().setMethod(verb).setUrl(url);
    return entry;
  }

  private static String goodBadGood(String type, String mrn, String bad) {
    String good = Samples.patientJson(mrn, "");
    return """
    {"resourceType":"Bundle","type":"%s","entry":[
    {"resource":%s,"request":{"method":"POST","url":"Patient"}},
    {"resource":%s,"request":{"method":"POST","url":"%s"}},
    {"resource":%s,"request":{"method":"POST","url":"Patient"}}]}"""
        .formatted(type, good, bad, bad.contains("Encounter") ? "Encounter" : "Patient", good);
  }

  private int count(String mrn) {
    return client
        .get("Patient?" + Samples.identifierInUrl(mrn) + "&_summary=count")
        .bundle()
        .getTotal();
  }

  private static IdType location(Answer answer, int entry) {
    return new IdType(answer.bundle().getEntry().get(entry).getResponse().getLocation());
  }
}
