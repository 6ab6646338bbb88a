package org.attune.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What does not conform to its profile is stored by no way of writing. */
@FhirIntegrationTest
class ProfileValidationIT {

  private static final String SYSTEM = "https://example.org/profiling";

  private final FhirClient client;
  private final String mrn = UUID.randomUUID().toString();

  ProfileValidationIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void a_create_is_refused_with_the_place_of_each_fault() {
    Answer answer = client.post("Patient", broken());

    assertRefused(answer, "Patient.name[0]", "Patient.telecom[0].system");
  }

  @Test
  void an_update_is_refused_and_the_version_stays() {
    Patient patient = created();
    patient.getTelecomFirstRep().setSystem(null);

    assertRefused(
        client.put("Patient/" + patient.getIdPart(), patient), "Patient.telecom[0].system");
    assertThat(stored(patient).getMeta().getVersionId()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json-patch+json", "application/fhir+json"})
  void a_patch_is_judged_by_its_result(String type) {
    Patient patient = created();
    String patch =
        type.contains("patch")
            ? "[{\"op\":\"remove\",\"path\":\"/telecom/0/system\"}]"
            : """
              {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
              {"name":"type","valueCode":"delete"},
              {"name":"path","valueString":"Patient.telecom[0].system"}]}]}""";

    Answer answer =
        client.send(
            client
                .request("Patient/" + patient.getIdPart())
                .header("Content-Type", type)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)));

    assertRefused(answer, "Patient.telecom[0].system");
    assertThat(stored(patient).getTelecomFirstRep().hasSystem()).isTrue();
  }

  @Test
  void conditional_create_and_update_are_refused() {
    String condition = "identifier=" + SYSTEM + "%7C" + mrn;
    Patient patient = patient();
    patient.getTelecomFirstRep().setSystem(null);
    String json = TestProfiles.CONTEXT.newJsonParser().encodeResourceToString(patient);

    Answer create =
        client.send(
            client
                .request("Patient")
                .header("Content-Type", "application/fhir+json")
                .header("If-None-Exist", condition.replace("%7C", "|"))
                .POST(HttpRequest.BodyPublishers.ofString(json)));

    assertRefused(create, "Patient.telecom[0].system");
    assertRefused(client.put("Patient?" + condition, patient), "Patient.telecom[0].system");
  }

  @Test
  void a_transaction_names_the_entry_and_stores_nothing() {
    Bundle bundle = bundle(BundleType.TRANSACTION);

    assertRefused(
        client.post("", bundle),
        "Bundle.entry[1].resource.name[0]",
        "Bundle.entry[1].resource.telecom[0].system");
  }

  @Test
  void a_batch_names_the_entry_and_stores_the_others() {
    Answer answer = client.post("", bundle(BundleType.BATCH));

    assertThat(answer.status()).isEqualTo(200);
    OperationOutcome outcome =
        (OperationOutcome) answer.bundle().getEntry().get(1).getResponse().getOutcome();
    assertThat(answer.bundle().getEntry().get(1).getResponse().getStatus()).startsWith("422");
    assertThat(outcome.getIssue())
        .extracting(issue -> issue.getExpression().get(0).getValue())
        .containsExactly(
            "Bundle.entry[1].resource.name[0]", "Bundle.entry[1].resource.telecom[0].system");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void no_value_of_the_record_is_repeated() {
    Patient patient = patient();
    patient.getTelecomFirstRep().setSystem(null).setValue("SECRET-NUMBER");

    Answer answer = client.post("Patient", patient);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).doesNotContain("SECRET-NUMBER");
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void a_reference_leads_to_a_type_that_is_allowed(boolean inBundle, boolean targetFirst) {
    Encounter encounter = new Encounter();
    encounter.setStatus(Encounter.EncounterStatus.FINISHED).getClass_().setCode("AMB");
    encounter.addType().setText("Visit");
    Practitioner practitioner = (Practitioner) TestProfiles.alone("attune-practitioner");
    Answer answer;
    if (inBundle) {
      String urn = "urn:uuid:" + UUID.randomUUID();
      encounter.setSubject(new Reference(urn));
      Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
      post(bundle, encounter);
      post(bundle, practitioner).setFullUrl(urn);
      if (targetFirst) {
        bundle.getEntry().add(0, bundle.getEntry().remove(1));
      }
      answer = client.post("", bundle);
    } else {
      String id = client.post("Practitioner", practitioner).id();
      encounter.setSubject(new Reference("Practitioner/" + id));
      answer = client.post("Encounter", encounter);
    }

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.issue().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("reference-target");
    assertThat(answer.issue().getExpression().get(0).getValue())
        .endsWith(inBundle ? "].resource.subject" : "Encounter.subject");
  }

  @Test
  void validate_applies_the_profile_that_the_server_decides_on() {
    Patient good = patient();
    good.setGeneralPractitioner(List.of()).setManagingOrganization(null);

    assertThat(errors(client.post("Patient/$validate", good))).isEmpty();
    assertThat(errors(client.post("Patient/$validate", broken())))
        .contains("Patient.telecom[0].system", "Patient.name[0]");
    assertThat(count()).isZero();
  }

  @Test
  void validate_takes_mode_and_a_further_profile() {
    Patient patient = patient();

    assertThat(errors(client.post("Patient/$validate?mode=create", patient))).isEmpty();
    assertThat(
            errors(
                client.post(
                    "Patient/$validate?profile=" + TestProfiles.CANONICAL + "attune-patient",
                    broken())))
        .contains("Patient.telecom[0].system");
    assertThat(errors(client.post("Patient/$validate?profile=https://example.org/no", patient)))
        .isNotEmpty();
  }

  @Test
  void validate_of_what_is_stored_finds_it_good() {
    Patient patient = created();

    Answer answer = client.get("Patient/" + patient.getIdPart() + "/$validate");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(errors(answer)).isEmpty();
  }

  private void assertRefused(Answer answer, String... places) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.as(OperationOutcome.class).getIssue())
        .extracting(issue -> issue.getExpression().get(0).getValue())
        .containsExactly(places);
    assertThat(count()).isLessThanOrEqualTo(1);
  }

  private int count() {
    return client.get("Patient?identifier=" + SYSTEM + "%7C" + mrn).bundle().getEntry().size();
  }

  private static List<String> errors(Answer answer) {
    return answer.as(OperationOutcome.class).getIssue().stream()
        .filter(issue -> issue.getSeverity() == IssueSeverity.ERROR)
        .map(
            issue ->
                issue.hasExpression()
                    ? issue.getExpression().get(0).getValue()
                    : issue.getDiagnostics())
        .toList();
  }

  private Patient patient() {
    Patient patient = (Patient) TestProfiles.alone("attune-patient");
    patient.getIdentifier().clear();
    patient.addIdentifier().setSystem(SYSTEM).setValue(mrn);
    return patient;
  }

  private Patient broken() {
    Patient patient = patient();
    patient.getTelecomFirstRep().setSystem(null);
    patient.getNameFirstRep().setFamily(null).getGiven().clear();
    return patient;
  }

  private Patient created() {
    Patient patient = patient();
    patient.setId(client.post("Patient", patient).id());
    return patient;
  }

  private Patient stored(Patient patient) {
    return client.get("Patient/" + patient.getIdPart()).as(Patient.class);
  }

  private Bundle bundle(BundleType type) {
    Bundle bundle = new Bundle().setType(type);
    post(bundle, patient());
    post(bundle, broken());
    return bundle;
  }

  private static Bundle.BundleEntryComponent post(Bundle bundle, Resource resource) {
    Bundle.BundleEntryComponent entry = bundle.addEntry().setResource(resource);
    entry.getRequest().setMethod(HTTPVerb.POST).setUrl(resource.fhirType());
    return entry;
  }
}
