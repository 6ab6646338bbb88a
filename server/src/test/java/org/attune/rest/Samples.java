package org.attune.rest;

import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Small resources for the tests of the endpoint; unique values keep the tests independent. */
final class Samples {

  static final String SYSTEM = "https://example.org/mrn";

  private Samples() {}

  /** A value that no other test uses; letters and digits only. */
  static String unique() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  static Patient patient(String mrn) {
    Patient patient = new Patient();
    patient.addIdentifier().setSystem(SYSTEM).setValue(mrn);
    patient.addName().setFamily("Family" + mrn).addGiven("Given");
    patient.setGender(AdministrativeGender.UNKNOWN);
    return patient;
  }

  /** The patient as JSON, with more elements in front of the closing brace. */
  static String patientJson(String mrn, String more) {
    String given = more.contains("\"name\"") ? "" : ",\"name\":[{\"family\":\"Family\"}]";
    String gender = more.contains("\"gender\"") ? "" : ",\"gender\":\"unknown\"";
    return "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"%s\",\"value\":\"%s\"}]%s}"
        .formatted(SYSTEM, mrn, given + gender + more);
  }

  static Encounter encounter(String subject) {
    Encounter encounter = new Encounter();
    encounter.setStatus(Encounter.EncounterStatus.FINISHED);
    encounter
        .getClass_()
        .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
        .setCode("AMB");
    encounter.addType().setText("Visit");
    encounter.setSubject(new Reference(subject));
    return encounter;
  }

  static String identifier(String mrn) {
    return "identifier=" + SYSTEM + "|" + mrn;
  }

  /** The same, fit for a URL. */
  static String identifierInUrl(String mrn) {
    return identifier(mrn).replace("|", "%7C");
  }

  static Bundle bundle(Bundle.BundleType type) {
    return new Bundle().setType(type);
  }

  /** Adds a create under the full URL; gives the entry for further settings. */
  static Bundle.BundleEntryComponent post(Bundle bundle, String fullUrl, Resource resource) {
    Bundle.BundleEntryComponent entry = bundle.addEntry().setFullUrl(fullUrl).setResource(resource);
    entry.getRequest().setMethod(Bundle.HTTPVerb.POST).setUrl(resource.fhirType());
    return entry;
  }

  static String urn() {
    return "urn:uuid:" + UUID.randomUUID();
  }
}
