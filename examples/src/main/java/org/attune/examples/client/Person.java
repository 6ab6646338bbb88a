package org.attune.examples.client;

import static org.attune.examples.fhir.Drafts.ref;

import java.util.Map;
import java.util.Objects;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.story.Client;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.StringType;

/** The client as a person, and those who belong to the client. */
public final class Person {

  private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";
  private static final String RACE_CODES = "urn:oid:2.16.840.1.113883.6.238";
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

  /** CDC race and ethnicity categories of the US Core 7.0.0 value sets. */
  private static final Map<String, String> RACES =
      Map.of(
          "1002-5", "American Indian or Alaska Native",
          "2028-9", "Asian",
          "2054-5", "Black or African American",
          "2106-3", "White",
          "2135-2", "Hispanic or Latino",
          "2186-5", "Not Hispanic or Latino");

  /** SNOMED CT codes of the US Core 7.0.0 sex extension. */
  private static final Map<String, String> SEXES =
      Map.of("female", "248152002", "male", "248153007");

  private Person() {}

  /** Adds the client and the people around. */
  public static void add(Chart chart) {
    addPatient(chart);
    for (Client.Guardian guardian : chart.client().guardianList()) {
      RelatedPerson person = related(chart, guardian.given(), guardian.family());
      person
          .addRelationship(Codes.hl7Concept("v3-RoleCode", guardian.relationship()))
          .addRelationship(Codes.ownConcept("contact-role", "guardian"));
      person
          .addTelecom()
          .setSystem(ContactPointSystem.PHONE)
          .setUse(ContactPointUse.MOBILE)
          .setValue(guardian.phone());
      chart.add(person, chart.client().key() + "/" + guardian.key());
    }
    addPartner(chart);
    addContact(chart);
  }

  private static void addPatient(Chart chart) {
    Client client = chart.client();
    Patient patient = new Patient();
    patient.addIdentifier(
        Drafts.identifier("client-number", "RC" + Drafts.opaque(client.key(), 6))
            .setType(Codes.hl7Concept("v2-0203", "MR"))
            .setAssigner(Chart.organization()));
    patient.setActive(client.discharge() == null);
    HumanName name =
        patient.addName().setUse(HumanName.NameUse.OFFICIAL).setFamily(client.family());
    client.given().forEach(name::addGiven);
    patient.setGender(AdministrativeGender.fromCode(client.gender()));
    patient.setBirthDateElement(Times.date(chart.calendar().born(client.age(), client.birthday())));
    addTelecom(patient, client);
    addAddress(patient, chart);
    String language = client.language() == null ? "en" : client.language();
    patient
        .addCommunication()
        .setPreferred(true)
        .setLanguage(new CodeableConcept(new Coding("urn:ietf:bcp:47", language, null)));
    patient.setManagingOrganization(Chart.organization());
    patient.addGeneralPractitioner(ref("Practitioner", "stone", "Mark Stone, MD"));
    patient.addExtension(category("race", client.race()));
    patient.addExtension(category("ethnicity", client.ethnicity()));
    String sex = SEXES.get(client.gender());
    if (sex != null) {
      patient.addExtension(new Extension(US_CORE + "sex", new CodeType(sex)));
    }
    if (client.maiden() != null) {
      patient
          .addName()
          .setUse(HumanName.NameUse.OLD)
          .setFamily(client.maiden())
          .addGiven(client.given().get(0))
          .setPeriod(
              new Period().setEndElement(Times.dateTime(chart.calendar().today().minusYears(11))));
    }
    chart.add(patient, client.key());
  }

  private static void addTelecom(Patient patient, Client client) {
    patient
        .addTelecom()
        .setSystem(ContactPointSystem.PHONE)
        .setUse(client.minor() ? ContactPointUse.HOME : ContactPointUse.MOBILE)
        .setValue(client.phone());
    if (client.email()) {
      patient
          .addTelecom()
          .setSystem(ContactPointSystem.EMAIL)
          .setUse(ContactPointUse.HOME)
          .setValue(client.key() + "@example.com");
    }
  }

  private static void addAddress(Patient patient, Chart chart) {
    Client client = chart.client();
    Address address = patient.addAddress().setUse(Address.AddressUse.HOME);
    if (client.incomplete()) {
      // The one client whose papers are not complete yet shows how the record says so.
      StringType line = new StringType();
      line.addExtension(ABSENT, new CodeType("unknown"));
      address.getLine().add(line);
    } else {
      address.addLine(client.line());
    }
    address.setCity("Springfield").setState("IL").setPostalCode(client.zip()).setCountry("US");
    if (client.oldLine() != null) {
      patient
          .addAddress()
          .setUse(Address.AddressUse.OLD)
          .addLine(client.oldLine())
          .setCity("Springfield")
          .setState("IL")
          .setPostalCode(client.zip())
          .setCountry("US")
          .setPeriod(
              new Period().setEndElement(Times.dateTime(chart.calendar().today().minusYears(2))));
    }
  }

  private static Extension category(String kind, String code) {
    String text = Objects.requireNonNull(RACES.get(code), code);
    Extension extension = new Extension(US_CORE + kind);
    extension.addExtension("ombCategory", new Coding(RACE_CODES, code, text));
    extension.addExtension("text", new StringType(text));
    return extension;
  }

  private static RelatedPerson related(Chart chart, String given, String family) {
    RelatedPerson person = new RelatedPerson();
    person.setActive(true).setPatient(chart.patient());
    person.addName().setUse(HumanName.NameUse.OFFICIAL).setFamily(family).addGiven(given);
    person
        .addAddress()
        .setUse(Address.AddressUse.HOME)
        .addLine(chart.client().line())
        .setCity("Springfield")
        .setState("IL")
        .setPostalCode(chart.client().zip());
    return person;
  }

  private static void addPartner(Chart chart) {
    String key = chart.client().partner();
    if (key == null) {
      return;
    }
    Client partner = chart.story().client(key);
    RelatedPerson person = related(chart, partner.given().get(0), partner.family());
    person
        .addRelationship(Codes.hl7Concept("v3-RoleCode", "SPS"))
        .addRelationship(Codes.ownConcept("contact-role", "partner"));
    person
        .addTelecom()
        .setSystem(ContactPointSystem.PHONE)
        .setUse(ContactPointUse.MOBILE)
        .setValue(partner.phone());
    chart.add(person, chart.client().key() + "/partner");
  }

  private static void addContact(Chart chart) {
    if (chart.client().safetyPlan() == null || chart.client().minor()) {
      return;
    }
    RelatedPerson sister = related(chart, "Ruth", chart.client().family());
    sister
        .addRelationship(Codes.hl7Concept("v3-RoleCode", "SIS"))
        .addRelationship(Codes.ownConcept("contact-role", "emergency-contact"));
    sister
        .addTelecom()
        .setSystem(ContactPointSystem.PHONE)
        .setUse(ContactPointUse.MOBILE)
        .setValue("555-555-0290");
    chart.add(sister, chart.client().key() + "/emergency");
  }
}
