package org.attune.examples.client;

import static org.attune.examples.fhir.Drafts.ref;

import java.util.List;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.story.Client;
import org.attune.examples.story.Client.Cover;
import org.attune.examples.story.Practice.Payer;
import org.hl7.fhir.r4.model.Account;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;

/** Who pays for the client: coverages in their order, and the account. */
public final class Coverages {

  private Coverages() {}

  /** Adds them; those who hold a policy for the client become related persons. */
  public static void add(Chart chart) {
    List<Cover> covers = chart.client().coverage();
    for (int index = 0; index < covers.size(); index++) {
      addCoverage(chart, covers.get(index), index);
    }
    addAccount(chart);
  }

  /** A coverage by its position. */
  public static Reference coverage(Client client, int index) {
    return ref("Coverage", client.key() + "/" + index);
  }

  private static void addCoverage(Chart chart, Cover cover, int index) {
    Payer payer = chart.practice().payer(cover.payer());
    Coverage coverage = new Coverage();
    coverage
        .addIdentifier()
        .setType(Codes.hl7Concept("v2-0203", "MB"))
        .setSystem("https://riverside.example.com/payers/" + payer.key() + "/member")
        .setValue(cover.member());
    coverage
        .setStatus(Coverage.CoverageStatus.ACTIVE)
        .setType(Codes.ownConcept("coverage-type", payer.type()))
        .setSubscriberId(cover.member())
        .setBeneficiary(chart.patient())
        .setRelationship(Codes.hl7Concept("subscriber-relationship", cover.relation()))
        .setSubscriber(subscriber(chart, cover))
        .setPeriod(Times.period(chart.calendar().today().minusYears(1).withDayOfYear(1), null))
        .addPayor(ref("Organization", "payer/" + payer.key(), payer.name()))
        .setOrder(index + 1);
    coverage
        .addClass_()
        .setType(Codes.hl7Concept("coverage-class", "group"))
        .setValue(cover.group())
        .setName("Group " + cover.group());
    coverage
        .addClass_()
        .setType(Codes.hl7Concept("coverage-class", "plan"))
        .setValue(payer.plan().replace(" ", "-").toLowerCase(java.util.Locale.ROOT))
        .setName(payer.plan());
    chart.add(coverage, chart.client().key() + "/" + index);
  }

  private static Reference subscriber(Chart chart, Cover cover) {
    Client.Subscriber holder = cover.subscriber();
    if (holder == null) {
      return chart.patient();
    }
    Client client = chart.client();
    for (Client.Guardian guardian : client.guardianList()) {
      if (guardian.given().equals(holder.given())) {
        return ref("RelatedPerson", client.key() + "/" + guardian.key());
      }
    }
    if (client.partner() != null) {
      return ref("RelatedPerson", client.key() + "/partner");
    }
    RelatedPerson person = new RelatedPerson();
    person
        .setActive(true)
        .setPatient(chart.patient())
        .addRelationship(Codes.hl7Concept("v3-RoleCode", "PRN"))
        .addRelationship(Codes.ownConcept("contact-role", "guarantor"));
    person
        .addName()
        .setUse(HumanName.NameUse.OFFICIAL)
        .setFamily(holder.family())
        .addGiven(holder.given());
    person
        .addTelecom()
        .setSystem(org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem.PHONE)
        .setValue("555-555-0299");
    person.addAddress().setCity("Springfield").setState("IL").setPostalCode(client.zip());
    return Drafts.ref(chart.add(person, client.key() + "/subscriber"));
  }

  private static void addAccount(Chart chart) {
    Client client = chart.client();
    Account account = new Account();
    account.addIdentifier(
        Drafts.identifier("account-number", "A" + Drafts.opaque(client.key(), 7)));
    account
        .setStatus(
            client.discharge() == null
                ? Account.AccountStatus.ACTIVE
                : Account.AccountStatus.INACTIVE)
        .setType(Codes.ownConcept("account-type", client.minor() ? "guarantor" : "client"))
        .setName("Account of " + client.display())
        .addSubject(chart.patient())
        .setServicePeriod(Times.period(chart.firstDay(), null))
        .setOwner(Chart.organization());
    for (int index = 0; index < client.coverage().size(); index++) {
      account.addCoverage().setCoverage(coverage(client, index)).setPriority(index + 1);
    }
    account.addGuarantor().setParty(responsible(chart));
    chart.add(account, client.key());
  }

  /** Who pays what insurance does not: the client, or the first guardian of a minor. */
  public static Reference responsible(Chart chart) {
    return deciding(chart).get(0);
  }

  /** Who decides and consents: the client, or all guardians of a minor. */
  static List<Reference> deciding(Chart chart) {
    Client client = chart.client();
    List<Reference> guardians =
        client.guardianList().stream()
            .map(
                guardian ->
                    ref(
                        "RelatedPerson",
                        client.key() + "/" + guardian.key(),
                        guardian.given() + " " + guardian.family()))
            .toList();
    return guardians.isEmpty() ? List.of(chart.patient()) : guardians;
  }
}
