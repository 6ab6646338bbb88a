package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The interactions with a single resource and its history, as the FHIR specification has them. */
@FhirIntegrationTest
class PlainInteractionsIT {

  private final FhirClient client;

  PlainInteractionsIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void create_assigns_a_uuid_and_tells_where_the_resource_is() {
    Answer answer =
        client.post("Patient", (Patient) Samples.patient(Samples.unique()).setId("chosen"));

    assertThat(answer.status()).isEqualTo(201);
    String id = answer.as(Patient.class).getIdElement().getIdPart();
    assertThat(UUID.fromString(id)).hasToString(id);
    assertThat(answer.header("Location")).endsWith("/fhir/Patient/" + id + "/_history/1");
    assertThat(answer.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(answer.header("Last-Modified")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+json", "application/fhir+xml"})
  void a_resource_goes_in_and_comes_back_in_both_formats(String format) {
    String mrn = Samples.unique();
    Patient sent = Samples.patient(mrn).setGender(AdministrativeGender.FEMALE);
    Answer created =
        client.send(
            client
                .request("Patient")
                .header("Content-Type", format)
                .header("Accept", format)
                .POST(HttpRequest.BodyPublishers.ofString(encode(sent, format))));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Content-Type")).startsWith(format);

    Answer read =
        client.send(client.request("Patient/" + id(created)).header("Accept", format).GET());

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("Content-Type")).startsWith(format);
    assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
    Patient got = read.as(Patient.class);
    assertThat(got.getIdentifierFirstRep().getValue()).isEqualTo(mrn);
    assertThat(got.getGender()).isEqualTo(AdministrativeGender.FEMALE);
  }

  @Test
  void an_update_makes_a_new_version_and_the_old_one_stays_readable() {
    Patient patient = created();
    String id = patient.getIdElement().getIdPart();
    patient.setActive(true);

    Answer updated = client.put("Patient/" + id, patient);

    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.header("ETag")).isEqualTo("W/\"2\"");
    assertThat(client.get("Patient/" + id + "/_history/1").as(Patient.class).hasActive()).isFalse();
    assertThat(client.get("Patient/" + id + "/_history/2").as(Patient.class).getActive()).isTrue();
    assertThat(client.get("Patient/" + id + "/_history/3").status()).isEqualTo(404);
  }

  @Test
  void an_update_whose_body_names_another_id_is_refused() {
    Patient patient = created();

    Answer answer = client.put("Patient/" + Samples.unique(), patient);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.issue().hasCode()).isTrue();
  }

  @Test
  void a_stale_if_match_is_412_and_changes_nothing() {
    Patient patient = created();
    String path = "Patient/" + patient.getIdElement().getIdPart();
    patient.setActive(true);
    assertThat(conditional(path, "W/\"1\"", patient).status()).isEqualTo(200);
    patient.setActive(false);

    Answer stale = conditional(path, "W/\"1\"", patient);

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.issue().hasCode()).isTrue();
    assertThat(client.get(path).as(Patient.class).getActive()).isTrue();
  }

  @Test
  void a_read_with_the_current_etag_is_304() {
    String path = "Patient/" + created().getIdElement().getIdPart();

    assertThat(client.send(client.request(path).header("If-None-Match", "W/\"1\"").GET()).status())
        .isEqualTo(304);
    assertThat(client.send(client.request(path).header("If-None-Match", "W/\"9\"").GET()).status())
        .isEqualTo(200);
  }

  @Test
  void json_patch_changes_one_element() {
    Patient patient = created();
    String path = "Patient/" + patient.getIdElement().getIdPart();

    Answer answer =
        patch(
            path,
            "application/json-patch+json",
            "[{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"other\"}]");

    assertThat(answer.status()).isEqualTo(200);
    Patient after = client.get(path).as(Patient.class);
    assertThat(after.getGender()).isEqualTo(AdministrativeGender.OTHER);
    assertThat(after.getNameFirstRep().getFamily())
        .isEqualTo(patient.getNameFirstRep().getFamily());
  }

  @Test
  void fhirpath_patch_changes_one_element() {
    String path = "Patient/" + created().getIdElement().getIdPart();

    Answer answer =
        patch(
            path,
            "application/fhir+json",
            """
            {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
            {"name":"type","valueCode":"add"},{"name":"path","valueString":"Patient"},
            {"name":"name","valueString":"birthDate"},{"name":"value","valueDate":"1970-01-31"}]}]}
            """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(client.get(path).as(Patient.class).getBirthDateElement().getValueAsString())
        .isEqualTo("1970-01-31");
  }

  @Test
  void a_patch_that_fits_nothing_is_refused_and_changes_nothing() {
    String path = "Patient/" + created().getIdElement().getIdPart();

    Answer answer =
        patch(path, "application/json-patch+json", "[{\"op\":\"remove\",\"path\":\"/birthDate\"}]");

    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.issue().hasCode()).isTrue();
    assertThat(client.get(path).header("ETag")).isEqualTo("W/\"1\"");
  }

  @Test
  void a_patch_cannot_bring_in_a_bad_code() {
    String path = "Patient/" + created().getIdElement().getIdPart();

    Answer answer =
        patch(
            path,
            "application/json-patch+json",
            "[{\"op\":\"replace\",\"path\":\"/gender\",\"value\":\"purple\"}]");

    assertThat(answer.status()).isIn(400, 422);
    assertThat(client.get(path).as(Patient.class).getGender())
        .isEqualTo(AdministrativeGender.UNKNOWN);
  }

  @Test
  void a_deleted_resource_is_410_and_its_versions_remain() {
    String path = "Patient/" + created().getIdElement().getIdPart();

    assertThat(client.delete(path).status()).isIn(200, 204);

    assertThat(client.get(path).status()).isEqualTo(410);
    assertThat(client.get(path).issue().hasCode()).isTrue();
    assertThat(client.get(path + "/_history/1").status()).isEqualTo(200);
    assertThat(client.get(path + "/_history/2").status()).isEqualTo(410);
  }

  @Test
  void an_unknown_id_is_404() {
    Answer answer = client.get("Patient/" + UUID.randomUUID());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.issue().getCode().toCode()).isEqualTo("not-found");
  }

  @Test
  void history_of_an_instance_lists_every_version_newest_first() {
    Patient patient = created();
    String path = "Patient/" + patient.getIdElement().getIdPart();
    client.put(path, patient.setActive(true));
    client.delete(path);

    Bundle history = client.get(path + "/_history").bundle();

    assertThat(history.getType()).isEqualTo(Bundle.BundleType.HISTORY);
    assertThat(history.getEntry())
        .extracting(entry -> entry.getRequest().getMethod().toCode())
        .containsExactly("DELETE", "PUT", "POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Patient/_history", "_history"})
  void history_of_a_type_and_of_the_system_lists_the_newest_change(String path) {
    String id = created().getIdElement().getIdPart();

    Bundle history = client.get(path + "?_count=10").bundle();

    assertThat(history.getEntry()).anyMatch(entry -> entry.getFullUrl().endsWith("Patient/" + id));
  }

  private Patient created() {
    Answer answer = client.post("Patient", Samples.patient(Samples.unique()));
    assertThat(answer.status()).isEqualTo(201);
    return answer.as(Patient.class);
  }

  private Answer conditional(String path, String version, Patient patient) {
    return client.send(
        client
            .request(path)
            .header("If-Match", version)
            .header("Content-Type", "application/fhir+json")
            .PUT(HttpRequest.BodyPublishers.ofString(encode(patient, "json"))));
  }

  private Answer patch(String path, String type, String body) {
    return client.send(
        client
            .request(path)
            .header("Content-Type", type)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String id(Answer answer) {
    return answer.as(Patient.class).getIdElement().getIdPart();
  }

  private static String encode(Patient patient, String format) {
    FhirContext context = FhirContext.forR4Cached();
    return (format.contains("xml") ? context.newXmlParser() : context.newJsonParser())
        .encodeResourceToString(patient);
  }
}
