package org.attune.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.Set;
import java.util.UUID;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Ids of a client's own choice take a right that nobody has unless it is granted. */
@FhirIntegrationTest
class ClientAssignedIdIT {

  private final RecordStore records;

  ClientAssignedIdIT(@Autowired RecordStore records) {
    this.records = records;
  }

  @Test
  void an_actor_without_the_right_cannot_choose_an_id() {
    Patient patient = patient();

    assertThatThrownBy(() -> records.update(caller(Set.of()), patient))
        .isInstanceOf(ForbiddenOperationException.class);
    assertThat(read(patient)).isFalse();
  }

  @Test
  void an_actor_without_the_right_creates_and_updates_all_the_same() {
    Patient patient = patient();
    patient.setId((String) null);
    RecordStore.Stored stored = records.create(caller(Set.of()), patient);
    patient.setId(stored.id().toVersionless());
    patient.setActive(true);

    assertThat(records.update(caller(Set.of()), patient).id().getVersionIdPart()).isEqualTo("2");
  }

  @Test
  void an_actor_with_the_right_chooses_the_id() {
    Patient patient = patient();

    records.update(caller(Set.of(Actor.Right.CHOOSE_IDS)), patient);

    assertThat(read(patient)).isTrue();
  }

  private boolean read(Patient patient) {
    String id = patient.getIdElement().getIdPart();
    return records.read(caller(Set.of()), Patient.class, id).isPresent();
  }

  private static Patient patient() {
    Patient patient = new Patient();
    patient.setId("Patient/" + UUID.randomUUID());
    patient.addIdentifier().setSystem("https://example.org/mrn").setValue(patient.getIdPart());
    patient.setGender(AdministrativeGender.UNKNOWN).addName().setFamily("Family");
    return patient;
  }

  private static Caller caller(Set<Actor.Right> rights) {
    return Caller.user(
        new Actor("someone", Actor.Kind.OPERATOR, rights), new SystemRequestDetails());
  }
}
