package org.attune.examples.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Money;

/** Codings by system. */
public final class Codes {

  public static final String CPT = "http://www.ama-assn.org/go/cpt";
  public static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
  public static final String LOINC = "http://loinc.org";
  public static final String NUCC = "http://nucc.org/provider-taxonomy";
  public static final String NPI = "http://hl7.org/fhir/sid/us-npi";
  public static final String TIN = "urn:oid:2.16.840.1.113883.4.4";
  public static final String POS =
      "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set";

  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";

  private Codes() {}

  /** A code of one of Attune's code systems. */
  public static Coding own(String system, String code) {
    return new Coding(Drafts.BASE + "CodeSystem/" + system, code, null);
  }

  /** The same as a concept. */
  public static CodeableConcept ownConcept(String system, String code) {
    return new CodeableConcept(own(system, code));
  }

  /** A code of one of the code systems at terminology.hl7.org. */
  public static Coding hl7(String system, String code) {
    return new Coding(HL7 + system, code, null);
  }

  /** The same as a concept. */
  public static CodeableConcept hl7Concept(String system, String code) {
    return new CodeableConcept(hl7(system, code));
  }

  /** A code of US Core's own code systems. */
  public static CodeableConcept usCore(String system, String code) {
    return new CodeableConcept(
        new Coding("http://hl7.org/fhir/us/core/CodeSystem/" + system, code, null));
  }

  public static CodeableConcept loinc(String code) {
    return new CodeableConcept(new Coding(LOINC, code, null));
  }

  /** A SNOMED CT code; its descriptions are not part of the repository. */
  public static CodeableConcept snomed(String code) {
    return new CodeableConcept(new Coding("http://snomed.info/sct", code, null));
  }

  /** A CPT code with a label in own words. */
  public static CodeableConcept cpt(String code, String label) {
    return new CodeableConcept(new Coding(CPT, code, null)).setText(label);
  }

  public static CodeableConcept icd(String code, String title) {
    return new CodeableConcept(new Coding(ICD_10_CM, code, title)).setText(title);
  }

  public static CodeableConcept nucc(String code, String display) {
    return new CodeableConcept(new Coding(NUCC, code, null)).setText(display);
  }

  public static CodeableConcept placeOfService(String code) {
    return new CodeableConcept(new Coding(POS, code, null));
  }

  /** What cannot be said. */
  public static CodeableConcept unknown() {
    return new CodeableConcept(new Coding(HL7 + "data-absent-reason", "unknown", "Unknown"));
  }

  public static Money dollars(java.math.BigDecimal amount) {
    return new Money().setValue(amount).setCurrency("USD");
  }
}
