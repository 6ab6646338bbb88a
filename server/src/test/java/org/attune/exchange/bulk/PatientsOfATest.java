package org.attune.exchange.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Three patients with an encounter each; the first two are members of a group, a third member is
 * inactive. The encounters refer to people and places, and one has a Provenance.
 */
final class PatientsOfATest {

  private final FhirClient client;
  private final List<String> patients = new ArrayList<>();
  private final List<String> encounters = new ArrayList<>();
  private String group = "";
  private String practitioner = "";
  private String organization = "";
  private String location = "";
  private String provenance = "";

  PatientsOfATest(FhirClient client) {
    this.client = client;
  }

  void store() {
    organization = stored(new Organization().setName("Practice of a test").setActive(true));
    Location room = new Location().setName("Room of a test");
    room.setManagingOrganization(new Reference(organization));
    location = stored(room);
    Practitioner person = new Practitioner();
    person.addName().setFamily("Test");
    person.addIdentifier().setSystem("https://example.org/staff").setValue("1");
    practitioner = stored(person);
    for (int number = 0; number < 3; number++) {
      String patient = stored(patient());
      patients.add(patient);
      encounters.add(stored(encounter(patient, number == 0)));
    }
    Provenance signed = new Provenance();
    signed.setRecordedElement(new InstantType("2026-01-31T08:00:00Z"));
    signed.addTarget(new Reference(encounters.get(0)));
    signed
        .addAgent()
        .setWho(new Reference(practitioner))
        .setOnBehalfOf(new Reference(organization));
    provenance = stored(signed);
    Group members = new Group().setActual(true).setType(Group.GroupType.PERSON);
    members.addMember().setEntity(new Reference(patients.get(0)));
    members.addMember().setEntity(new Reference(patients.get(1)));
    members.addMember().setEntity(new Reference(patients.get(2))).setInactive(true);
    members.addMember().setEntity(new Reference(practitioner));
    group = stored(members);
  }

  private Encounter encounter(String patient, boolean withPeople) {
    Encounter encounter = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    encounter
        .getClass_()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
        .setCode("AMB");
    encounter.addType().setText("Visit");
    encounter.setSubject(new Reference(patient));
    if (withPeople) {
      encounter.addParticipant().setIndividual(new Reference(practitioner));
      encounter.addLocation().setLocation(new Reference(location));
    }
    return encounter;
  }

  private static Patient patient() {
    Patient patient = new Patient();
    patient
        .addIdentifier()
        .setSystem("https://example.org/mrn")
        .setValue(UUID.randomUUID().toString());
    patient.addName().setFamily("Muster").addGiven("Erika");
    patient.setGender(org.hl7.fhir.r4.model.Enumerations.AdministrativeGender.FEMALE);
    patient.getMeta().addTag("https://example.org/tags", "bulk", "Bulk");
    patient.getMeta().setSource("https://example.org/source");
    return patient;
  }

  private String stored(Resource resource) {
    Answer answer = client.post(resource.fhirType(), resource);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return resource.fhirType() + "/" + answer.id();
  }

  /** A patient whom nothing refers to. */
  String deletablePatient() {
    return id(stored(patient()));
  }

  /** The group with type. */
  String group() {
    return group;
  }

  /** The first patient with type, a member. */
  String member() {
    return patients.get(0);
  }

  List<String> memberIds() {
    return List.of(id(patients.get(0)), id(patients.get(1)));
  }

  List<String> patientIds() {
    return patients.stream().map(PatientsOfATest::id).toList();
  }

  List<String> encounterIds() {
    return encounters.stream().map(PatientsOfATest::id).toList();
  }

  /** What the first encounter refers to, directly or not, and what refers to it, with types. */
  List<String> around() {
    return List.of(practitioner, location, organization, provenance);
  }

  static String id(String reference) {
    return reference.substring(reference.indexOf('/') + 1);
  }
}
