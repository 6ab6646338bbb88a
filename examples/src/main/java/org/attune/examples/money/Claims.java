package org.attune.examples.money;

import static org.attune.examples.fhir.Drafts.ref;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.attune.examples.client.Coverages;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.practice.FeeSchedule;
import org.attune.examples.story.Client.Diagnosis;
import org.attune.examples.story.Practice.Member;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Claim.Use;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;

/** The professional claim of a session. */
public final class Claims {

  private static final String CARIN = "http://hl7.org/fhir/us/carin-bb/CodeSystem/";

  private final Chart chart;
  private final Session session;
  private final List<Charges.Line> lines;

  private Claims(Chart chart, Session session, List<Charges.Line> lines) {
    this.chart = chart;
    this.session = session;
    this.lines = lines;
  }

  /**
   * Adds the claim of a session to the client's first payer.
   *
   * @param number the patient control number
   */
  public static Claim add(Chart chart, Session session, List<Charges.Line> lines, String number) {
    Claim claim = new Claims(chart, session, lines).claim(number, 0);
    return session.kind() == Session.Kind.GROUP
        ? chart.addShared(claim, session.key())
        : chart.add(claim, session.key());
  }

  /** Adds the claim of a session to the client's second payer, after the first has answered. */
  public static void addSecondary(
      Chart chart, Session session, List<Charges.Line> lines, String number) {
    String key = session.key() + "/secondary";
    Claim claim = new Claims(chart, session, lines).claim(number, 1);
    claim.getInsurance().get(0).setClaimResponse(ref("ClaimResponse", session.key()));
    chart.add(claim, key);
  }

  private Claim claim(String number, int focal) {
    Claim claim = new Claim();
    flag(claim, "claim-frequency", "1");
    flag(claim, "assignment-accepted", "A");
    flag(claim, "benefits-assigned", "Y");
    String payer = "payer/" + chart.client().coverage().get(focal).payer();
    claim
        .addIdentifier(Drafts.identifier("patient-control-number", number))
        .setStatus(ClaimStatus.ACTIVE)
        .setType(Codes.hl7Concept("claim-type", "professional"))
        .setUse(Use.CLAIM)
        .setPatient(chart.patient())
        .setBillablePeriod(
            Times.period(session.start().toLocalDate(), session.start().toLocalDate()))
        .setCreatedElement(Times.dateTime(session.end().plusMinutes(30)))
        .setInsurer(ref("Organization", payer))
        .setProvider(Chart.organization())
        .setPriority(Codes.hl7Concept("processpriority", "normal"));
    claim
        .getPayee()
        .setType(Codes.hl7Concept("payeetype", "provider"))
        .setParty(Chart.organization());
    careTeam(claim);
    diagnoses(claim);
    for (int index = 0; index < chart.client().coverage().size(); index++) {
      claim
          .addInsurance()
          .setSequence(index + 1)
          .setFocal(index == focal)
          .setCoverage(Coverages.coverage(chart.client(), index));
    }
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (Charges.Line line : lines) {
      item(claim, line);
      total = total.add(line.amount());
    }
    return claim.setTotal(Codes.dollars(total));
  }

  private void careTeam(Claim claim) {
    int sequence = 1;
    claim
        .addCareTeam()
        .setSequence(sequence++)
        .setProvider(chart.practitioner(session.clinician()))
        .setRole(
            new CodeableConcept(new Coding(CARIN + "C4BBClaimCareTeamRole", "rendering", null)))
        .setQualification(taxonomy(session.clinician()));
    String supervisor = session.clinician().supervisor();
    if (supervisor != null) {
      Member member = chart.practice().member(supervisor);
      claim
          .addCareTeam()
          .setSequence(sequence++)
          .setProvider(chart.practitioner(member))
          .setRole(Codes.hl7Concept("claimcareteamrole", "supervisor"))
          .setQualification(taxonomy(member));
    }
    if ("primary-care".equals(chart.client().source())) {
      claim
          .addCareTeam()
          .setSequence(sequence)
          .setProvider(ref("Practitioner", "stone", "Mark Stone, MD"))
          .setRole(
              new CodeableConcept(new Coding(CARIN + "C4BBClaimCareTeamRole", "referring", null)));
    }
  }

  private static CodeableConcept taxonomy(Member member) {
    return Codes.nucc(
        Objects.requireNonNull(member.taxonomy()), Objects.requireNonNull(member.specialty()));
  }

  private void diagnoses(Claim claim) {
    int sequence = 1;
    for (Diagnosis diagnosis : chart.client().diagnosesIn(session.week())) {
      boolean principal = sequence == 1;
      claim
          .addDiagnosis()
          .setSequence(sequence++)
          .setDiagnosis(Codes.icd(diagnosis.code(), chart.story().title(diagnosis.code())))
          .addType(
              principal
                  ? Codes.hl7Concept("ex-diagnosistype", "principal")
                  : new CodeableConcept(
                      new Coding(CARIN + "C4BBClaimDiagnosisType", "secondary", null)));
    }
  }

  private void item(Claim claim, Charges.Line line) {
    Claim.ItemComponent item = claim.addItem().setSequence(claim.getItem().size());
    item.addExtension(
        new Extension(
            Drafts.BASE + "StructureDefinition/line-control-number",
            new StringType("L" + claim.getItem().size())));
    item.addExtension(
        new Extension(
            Drafts.BASE + "StructureDefinition/claim-item-charge", ref("ChargeItem", line.key())));
    item.addCareTeamSequence(1)
        .setProductOrService(FeeSchedule.code(line.fee()))
        .setServiced(Times.date(session.start().toLocalDate()))
        .setLocation(Codes.placeOfService(session.video() ? "10" : "11"))
        .setQuantity(new Quantity().setValue(BigDecimal.ONE))
        .setUnitPrice(Codes.dollars(line.amount()))
        .setNet(Codes.dollars(line.amount()))
        .addEncounter(ref("Encounter", session.key()));
    Charges.modifiers(session, line.fee()).forEach(item::addModifier);
    claim.getDiagnosis().stream()
        .limit(4)
        .forEach(diagnosis -> item.addDiagnosisSequence(diagnosis.getSequence()));
  }

  private static void flag(Claim claim, String name, String code) {
    claim.addExtension(
        new Extension(Drafts.BASE + "StructureDefinition/" + name, new CodeType(code)));
  }
}
