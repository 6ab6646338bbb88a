package org.attune.examples.practice;

import static org.attune.examples.fhir.Drafts.draft;
import static org.attune.examples.fhir.Drafts.ref;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.story.Practice;
import org.attune.examples.story.Practice.Member;
import org.attune.examples.story.Practice.Payer;
import org.attune.examples.story.Practice.Place;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;

/** Who and what the practice is: organizations, places, people, services. */
public final class Directory {

  private Directory() {}

  /** All of it, in an order in which each refers to earlier ones only. */
  public static List<Resource> of(Practice practice) {
    List<Resource> all = new ArrayList<>();
    all.add(organization(practice));
    practice.payers().forEach(payer -> all.add(payer(payer)));
    all.add(referrerOrganization());
    practice.locations().forEach(place -> all.add(location(practice, place)));
    List<Member> people = new ArrayList<>(practice.staff());
    people.add(practice.referrer());
    people.forEach(member -> all.add(practitioner(member)));
    all.addAll(services(practice));
    people.forEach(member -> all.add(role(practice, member)));
    return all;
  }

  private static Organization organization(Practice practice) {
    Organization organization = draft(new Organization(), "practice");
    organization.addIdentifier(npi(practice.npi()));
    organization.addIdentifier().setSystem(Codes.TIN).setValue(practice.tin());
    organization.setActive(true).setName(practice.name());
    organization.addType(Codes.ownConcept("organization-kind", "practice"));
    organization.addType(Codes.nucc(practice.taxonomy(), "Mental Health Counselor"));
    organization.addTelecom(phone(practice.phone()));
    Place main = practice.locations().get(0);
    organization.addAddress(address(main.line(), main.city(), main.state(), main.zip()));
    return organization;
  }

  private static Organization payer(Payer payer) {
    Organization organization = draft(new Organization(), "payer/" + payer.key());
    organization.addIdentifier(Drafts.identifier("payer-id", payer.payerId()));
    organization.setActive(true).setName(payer.name());
    organization.addType(Codes.ownConcept("organization-kind", "payer"));
    organization.addType(Codes.hl7Concept("organization-type", "pay"));
    organization.addTelecom(phone(payer.phone()));
    organization.addAddress(address(payer.line(), payer.city(), payer.state(), payer.zip()));
    return organization;
  }

  private static Organization referrerOrganization() {
    Organization organization = draft(new Organization(), "family-medicine");
    organization.setActive(true).setName("Springfield Family Medicine");
    organization.addType(Codes.hl7Concept("organization-type", "prov"));
    organization.addTelecom(phone("555-555-0160"));
    organization.addAddress(address("66 Clinic Dr", "Springfield", "IL", "62702"));
    return organization;
  }

  private static Location location(Practice practice, Place place) {
    Location location = draft(new Location(), place.key());
    location.addIdentifier(npi(place.npi()));
    location
        .setStatus(Location.LocationStatus.ACTIVE)
        .setName(place.name())
        .setMode(Location.LocationMode.INSTANCE)
        .addType(Codes.hl7Concept("v3-RoleCode", "PC"))
        .addTelecom(phone(place.phone()))
        .setAddress(address(place.line(), place.city(), place.state(), place.zip()))
        .setManagingOrganization(Chart.organization());
    location
        .getPosition()
        .setLatitude(BigDecimal.valueOf(place.latitude()))
        .setLongitude(BigDecimal.valueOf(place.longitude()));
    location.addExtension(
        new Extension(
            Drafts.BASE + "StructureDefinition/place-of-service", Codes.placeOfService("11")));
    location.addExtension(
        new Extension(
            "http://hl7.org/fhir/StructureDefinition/timezone", new CodeType(practice.zone())));
    return location;
  }

  private static Practitioner practitioner(Member member) {
    Practitioner practitioner = draft(new Practitioner(), member.key());
    practitioner.addIdentifier(
        member.npi() == null
            ? Drafts.identifier("staff-number", "S" + Drafts.opaque(member.key(), 5))
            : npi(member.npi()));
    practitioner.setActive(true);
    HumanName name =
        practitioner
            .addName()
            .setUse(HumanName.NameUse.OFFICIAL)
            .setFamily(member.family())
            .addGiven(member.given());
    if (member.suffix() != null) {
      name.addSuffix(member.suffix());
    }
    practitioner.setGender(AdministrativeGender.fromCode(member.gender()));
    practitioner.addTelecom(
        new ContactPoint()
            .setSystem(ContactPointSystem.EMAIL)
            .setUse(ContactPoint.ContactPointUse.WORK)
            .setValue(member.key() + "@riverside.example.com"));
    practitioner.addAddress(address("100 River Rd", "Springfield", "IL", "62701"));
    if (member.credential() != null) {
      practitioner.addQualification().setCode(Codes.ownConcept("credential", member.credential()));
    }
    return practitioner;
  }

  private static List<Resource> services(Practice practice) {
    return List.of(
        service(practice, "psychotherapy", "Individual psychotherapy", "individual"),
        service(practice, "couple-family", "Couple and family therapy", "couple"),
        service(practice, "group", "Worry group", "group"),
        service(practice, "medication", "Medication management", "medication-management"),
        service(practice, "substance-use", "Substance use treatment", "individual"));
  }

  private static HealthcareService service(
      Practice practice, String category, String name, String type) {
    HealthcareService service = draft(new HealthcareService(), category);
    service
        .setActive(true)
        .setProvidedBy(Chart.organization())
        .addCategory(Codes.ownConcept("service-category", category))
        .addType(Codes.ownConcept("session-type", type))
        .setName(name)
        .addTelecom(phone(practice.phone()))
        .setAppointmentRequired(true);
    practice.locations().forEach(place -> service.addLocation(ref("Location", place.key())));
    service.addProgram(
        Codes.ownConcept(
            "program-type", "substance-use".equals(category) ? "sud-part-2" : "mental-health"));
    return service;
  }

  private static PractitionerRole role(Practice practice, Member member) {
    boolean external = member.key().equals(practice.referrer().key());
    PractitionerRole role = draft(new PractitionerRole(), member.key());
    role.setActive(true)
        .setPractitioner(ref("Practitioner", member.key(), member.display()))
        .setOrganization(external ? ref("Organization", "family-medicine") : Chart.organization())
        .addTelecom(phone(external ? "555-555-0160" : practice.phone()));
    if (external) {
      role.addCode(Codes.hl7Concept("practitioner-role", "doctor"));
    } else {
      role.addCode(Codes.ownConcept("practice-role", member.role()));
    }
    if (member.taxonomy() != null) {
      role.addSpecialty(Codes.nucc(member.taxonomy(), Objects.requireNonNull(member.specialty())));
    }
    member.locations().forEach(place -> role.addLocation(ref("Location", place)));
    if ("prescriber".equals(member.role())) {
      role.addHealthcareService(ref("HealthcareService", "medication"));
    } else if (member.clinician()) {
      role.addHealthcareService(ref("HealthcareService", "psychotherapy"));
    }
    if (member.supervisor() != null) {
      Extension supervision = new Extension(Drafts.BASE + "StructureDefinition/supervision");
      supervision.addExtension(
          new Extension("supervisor", ref("Practitioner", member.supervisor())));
      supervision.addExtension(new Extension("mode", new CodeType("must-co-sign")));
      role.addExtension(supervision);
    }
    return role;
  }

  private static Identifier npi(String number) {
    return new Identifier().setSystem(Codes.NPI).setValue(number);
  }

  private static ContactPoint phone(String number) {
    return new ContactPoint()
        .setSystem(ContactPointSystem.PHONE)
        .setUse(ContactPoint.ContactPointUse.WORK)
        .setValue(number);
  }

  private static Address address(String line, String city, String state, String zip) {
    return new Address()
        .setUse(Address.AddressUse.WORK)
        .addLine(line)
        .setCity(city)
        .setState(state)
        .setPostalCode(zip)
        .setCountry("US");
  }
}
