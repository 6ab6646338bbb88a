package org.attune.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.risk.RiskRecord.phq9;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An alert finds somebody who follows it up. */
@FhirIntegrationTest
class RiskRecipientIT {

  private static final String OWN = "https://attune.org/fhir/CodeSystem/";

  private final FhirClient client;
  private final RiskRecord record;
  private final Clock clock;

  RiskRecipientIT(@Autowired FhirHttp http, @Autowired Clock clock) {
    this.client = http.client();
    this.record = new RiskRecord(client);
    this.clock = clock;
  }

  @Test
  void withoutACareManagerItIsTheCareTeam() {
    String clinician = record.practitioner();
    String patient = record.patient();
    CareTeam team = new CareTeam();
    team.setStatus(CareTeam.CareTeamStatus.ACTIVE).setSubject(new Reference(patient));
    team.addParticipant()
        .setMember(new Reference(patient))
        .addRole(new CodeableConcept().setText("Client"));
    team.addParticipant()
        .setMember(new Reference(clinician))
        .addRole(new CodeableConcept().setText("Therapist"));
    record.stored(team);

    assertThat(ownerAfterAnswer(patient)).isEqualTo(clinician);
  }

  @Test
  void theGeneralPractitionerIsAskedOnlyWithARoleInThePractice() {
    String inside = record.practitioner();
    PractitionerRole role = new PractitionerRole().setActive(true);
    role.setPractitioner(new Reference(inside));
    role.addCode(new CodeableConcept(new Coding(OWN + "practice-role", "prescriber", null)));
    role.addTelecom().setSystem(ContactPointSystem.PHONE).setValue("555-555-0100");
    record.stored(role);
    String outside = record.practitioner();

    assertThat(ownerAfterAnswer(patientWithPractitioners(outside, inside))).isEqualTo(inside);
    assertThat(ownerAfterAnswer(patientWithPractitioners(outside))).isNotEqualTo(outside);
  }

  @Test
  void withoutAResponsibleClinicianItIsWhoeverIsOnCallAndThenThePractice() {
    String called = record.practitioner();
    Schedule schedule = new Schedule().setActive(true);
    schedule.addActor(new Reference(called));
    String calendar = record.stored(schedule);
    Slot slot = new Slot().setStatus(Slot.SlotStatus.BUSY).setSchedule(new Reference(calendar));
    slot.addServiceCategory(
        new CodeableConcept(new Coding(OWN + "service-category", "on-call", null)));
    slot.setStart(Date.from(clock.instant().minus(Duration.ofMinutes(5))));
    slot.setEnd(Date.from(clock.instant().plus(Duration.ofMinutes(30))));
    String duty = record.stored(slot);

    assertThat(ownerAfterAnswer(record.patient())).isEqualTo(called);

    assertThat(client.delete(duty).status()).isEqualTo(200);
    String patient = record.patient();
    String owner = ownerAfterAnswer(patient);
    assertThat(owner).isNotEqualTo(called);
    assertThat(record.task(patient).getPerformerTypeFirstRep().getText()).isEqualTo("Clinician");
  }

  private String patientWithPractitioners(String... practitioners) {
    Patient patient = RiskRecord.person();
    for (String practitioner : practitioners) {
      patient.addGeneralPractitioner(new Reference(practitioner));
    }
    return record.stored(patient);
  }

  private String ownerAfterAnswer(String patient) {
    record.stored(phq9(patient, 1));
    return String.valueOf(record.task(patient).getOwner().getReference());
  }
}
