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
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Profile and labels are the server's: every way of writing is tried to leave or get rid of them.
 */
@FhirIntegrationTest
class ProfileMarkingIT {

  private static final String NOTE = TestProfiles.CANONICAL + "attune-psychotherapy-note";
  private static final String COMPOSITION = TestProfiles.CANONICAL + "attune-composition";
  private static final String US_CORE =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient";
  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  private static final String SYSTEM = "https://example.org/documents";

  private final FhirClient client;
  private Composition note = new Composition();

  ProfileMarkingIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  /** A psychotherapy note that claims nothing. */
  @BeforeEach
  void write() {
    Patient patient = (Patient) TestProfiles.alone("attune-patient");
    Practitioner therapist = (Practitioner) TestProfiles.alone("attune-practitioner");
    note = (Composition) TestProfiles.alone("attune-psychotherapy-note");
    note.setSubject(new Reference("Patient/" + client.post("Patient", patient).id()));
    String author = client.post("Practitioner", therapist).id();
    note.setAuthor(List.of(new Reference("Practitioner/" + author)));
    note.setIdentifier(new Identifier().setSystem(SYSTEM).setValue(UUID.randomUUID().toString()));
  }

  @Test
  void a_created_resource_is_marked() {
    assertMarked(stored(create()));
  }

  @Test
  void a_claim_to_another_profile_or_to_a_lower_level_is_corrected() {
    note.getMeta().addProfile(COMPOSITION).addSecurity(new Coding(CONFIDENTIALITY, "N", null));

    Composition stored = stored(create());

    assertMarked(stored);
    assertThat(stored.getMeta().getSecurity(CONFIDENTIALITY, "N")).isNull();
  }

  @Test
  void an_update_that_leaves_the_mark_out_keeps_it() {
    note.setId(create());

    note.setTitle("Changed").setMeta(null);
    assertThat(client.put("Composition/" + note.getIdPart(), note).status()).isEqualTo(200);

    assertMarked(stored(note.getIdPart()));
  }

  @Test
  void an_update_that_changes_nothing_makes_no_version() {
    note.setId(create());

    Answer again = client.put("Composition/" + note.getIdPart(), note.setMeta(null));

    assertThat(again.as(Composition.class).getMeta().getVersionId()).isEqualTo("1");
  }

  @Test
  void a_change_of_kind_changes_the_profile_and_never_takes_a_label_away() {
    note.setId(create());

    note.getCategory().clear();
    assertThat(client.put("Composition/" + note.getIdPart(), note).status()).isEqualTo(200);

    Composition stored = stored(note.getIdPart());
    assertThat(claims(stored)).containsExactly(COMPOSITION);
    assertThat(stored.getMeta().getSecurity(ACT, "PSYTHPN")).isNotNull();
  }

  @Test
  void conditional_create_and_update_are_marked() {
    String condition = "identifier=" + SYSTEM + "%7C" + note.getIdentifier().getValue();

    Answer created = client.put("Composition?" + condition, note);
    assertThat(created.status()).isEqualTo(201);
    assertMarked(stored(created.id()));
    Answer updated = client.put("Composition?" + condition, note.setTitle("Again"));

    assertThat(updated.status()).isEqualTo(200);
    assertMarked(stored(updated.id()));
  }

  @Test
  void a_patch_cannot_take_the_mark_away() {
    String id = create();

    Answer answer =
        patch(
            id,
            """
            [{"op":"remove","path":"/meta"},{"op":"replace","path":"/title","value":"Patched"}]""");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Composition stored = stored(id);
    assertThat(stored.getTitle()).isEqualTo("Patched");
    assertMarked(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"security\":[{\"system\":\"" + ACT + "\",\"code\":\"PSYTHPN\"}]",
        "\"security\":[{\"system\":\"" + CONFIDENTIALITY + "\",\"code\":\"V\"}]",
        "\"profile\":[\"" + NOTE + "\"]"
      })
  void the_mark_cannot_be_deleted_from_meta(String part) {
    String id = create();

    Answer answer = meta(id, "$meta-delete", part);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.issue().getExpression().get(0).getValue()).isEqualTo("Composition.meta");
    assertMarked(stored(id));
  }

  @Test
  void a_profile_of_the_servers_choice_cannot_be_added_to_meta() {
    String id = create();

    assertThat(meta(id, "$meta-add", "\"profile\":[\"" + COMPOSITION + "\"]").status())
        .isEqualTo(422);
    assertMarked(stored(id));
  }

  @Test
  void labels_and_tags_of_ones_own_come_and_go() {
    String id = create();
    String own = "\"security\":[{\"system\":\"" + ACT + "\",\"code\":\"ETH\"}]";

    assertThat(meta(id, "$meta-add", own).status()).isEqualTo(200);
    assertThat(stored(id).getMeta().getSecurity(ACT, "ETH")).isNotNull();
    assertThat(meta(id, "$meta-delete", own).status()).isEqualTo(200);
    assertThat(stored(id).getMeta().getSecurity(ACT, "ETH")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "transaction"})
  void entries_of_bundles_are_marked(String type) {
    Bundle bundle = new Bundle().setType(BundleType.fromCode(type));
    bundle.addEntry().setResource(note).getRequest().setMethod(HTTPVerb.POST).setUrl("Composition");

    Answer answer = client.post("", bundle);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    String location = answer.bundle().getEntryFirstRep().getResponse().getLocation();
    assertMarked(stored(new IdType(location).getIdPart()));
  }

  @Test
  void claims_to_profiles_of_others_stay_on_create_and_update() {
    Patient patient = (Patient) TestProfiles.alone("attune-patient");
    patient.setMeta(new Meta().addProfile(US_CORE));
    String id = client.post("Patient", patient).id();
    String own = TestProfiles.CANONICAL + "attune-patient";
    assertThat(claims(client.get("Patient/" + id).as(Patient.class)))
        .containsExactlyInAnyOrder(own, US_CORE);

    patient.setId(id);
    client.put("Patient/" + id, patient.setActive(!patient.getActive()));

    Patient stored = client.get("Patient/" + id).as(Patient.class);
    assertThat(stored.getMeta().getVersionId()).isEqualTo("2");
    assertThat(claims(stored)).containsExactlyInAnyOrder(own, US_CORE);
  }

  @Test
  void what_the_server_decided_can_be_searched_by() {
    String id = create();

    Bundle found = client.get("Composition?_id=" + id + "&_profile=" + NOTE).bundle();
    Bundle secret =
        client.get("Composition?_id=" + id + "&_security=" + ACT + "%7CPSYTHPN").bundle();

    assertThat(found.getEntry()).hasSize(1);
    assertThat(secret.getEntry()).hasSize(1);
  }

  private String create() {
    Answer answer = client.post("Composition", note);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.id();
  }

  private Composition stored(String id) {
    return client.get("Composition/" + id).as(Composition.class);
  }

  private Answer patch(String id, String patch) {
    return client.send(
        client
            .request("Composition/" + id)
            .header("Content-Type", "application/json-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)));
  }

  private Answer meta(String id, String operation, String part) {
    return client.post(
        "Composition/" + id + "/" + operation,
        """
        {"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{%s}}]}"""
            .formatted(part));
  }

  private static void assertMarked(Composition stored) {
    assertThat(claims(stored)).containsExactly(NOTE);
    assertThat(stored.getMeta().getSecurity(ACT, "PSYTHPN")).isNotNull();
    assertThat(stored.getMeta().getSecurity(CONFIDENTIALITY, "V")).isNotNull();
  }

  private static List<String> claims(org.hl7.fhir.r4.model.Resource resource) {
    return resource.getMeta().getProfile().stream().map(CanonicalType::getValue).toList();
  }
}
