package org.attune.rest;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * Bundles built as Synthea builds them: organizations and practitioners as a batch of conditional
 * creates, a patient's record as a transaction of creates that refer to each other by {@code
 * urn:uuid} and to the practitioners by identifier.
 */
final class SyntheaBundles {

  private final String run = Samples.unique();

  /** A batch of {@code count} practitioners and as many organizations, each created once. */
  Bundle practitioners(int count) {
    Bundle bundle = Samples.bundle(BundleType.BATCH);
    addPractitioners(bundle, count);
    return bundle;
  }

  /** Adds {@code count} practitioners and organizations that are created unless present. */
  void addPractitioners(Bundle bundle, int count) {
    for (int number = 0; number < count; number++) {
      Practitioner practitioner = new Practitioner();
      practitioner.addIdentifier().setSystem(Samples.SYSTEM).setValue(key("p", number));
      practitioner.addName().setFamily("Practitioner" + number);
      unlessPresent(bundle, practitioner, key("p", number));
      Organization organization = new Organization();
      organization.addIdentifier().setSystem(Samples.SYSTEM).setValue(key("o", number));
      organization.setActive(true).setName("Organization " + number);
      unlessPresent(bundle, organization, key("o", number));
    }
  }

  /**
   * Adds a patient with encounters and observations until the bundle has {@code entries} entries.
   *
   * @param practitioners number of practitioners that encounters may name
   * @param note text of each observation, which gives the bundle its size
   */
  void addRecord(Bundle bundle, int entries, int practitioners, String note) {
    String patientUrn = Samples.urn();
    Patient patient = Samples.patient(key("mrn", bundle.getEntry().size()));
    Samples.post(bundle, patientUrn, patient);
    String encounterUrn = "";
    for (int number = 0; bundle.getEntry().size() < entries; number++) {
      if (number % 10 == 0) {
        encounterUrn = Samples.urn();
        Samples.post(bundle, encounterUrn, encounter(patientUrn, number % practitioners));
      } else {
        Samples.post(bundle, Samples.urn(), observation(patientUrn, encounterUrn, number, note));
      }
    }
  }

  private Encounter encounter(String patient, int number) {
    Encounter encounter = Samples.encounter(patient);
    encounter.addParticipant().setIndividual(byIdentifier("Practitioner", key("p", number)));
    encounter.setServiceProvider(byIdentifier("Organization", key("o", number)));
    return encounter;
  }

  private static Observation observation(
      String patient, String encounter, int number, String note) {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.addCategory().setText("note");
    observation.getCode().setText("Observation " + number);
    observation.setValue(new StringType("noted"));
    observation.setSubject(new Reference(patient));
    observation.setEncounter(new Reference(encounter));
    observation.addNote().setText(note);
    return observation;
  }

  private static Reference byIdentifier(String type, String value) {
    return new Reference(type + "?" + Samples.identifier(value));
  }

  private static void unlessPresent(Bundle bundle, Resource resource, String key) {
    Samples.post(bundle, Samples.urn(), resource)
        .getRequest()
        .setIfNoneExist(Samples.identifier(key));
  }

  private String key(String kind, int number) {
    return kind + number + "x" + run;
  }
}
