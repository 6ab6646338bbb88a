package org.attune.examples.money;

import static org.attune.examples.fhir.Drafts.ref;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.ServiceCodes;
import org.attune.examples.plan.Session;
import org.attune.examples.plan.Session.Outcome;
import org.attune.examples.practice.FeeSchedule;
import org.attune.examples.story.Practice.Fee;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;

/** What a session, or a missed one, is charged with. */
public final class Charges {

  private static final String HCPCS = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";

  private Charges() {}

  /**
   * A charge in terms of money.
   *
   * @param key of the ChargeItem
   */
  public record Line(String key, Session session, Fee fee) {

    /** The full charge. */
    public BigDecimal amount() {
      return fee.amount();
    }
  }

  /** Adds the charges of a session; none for a timely cancellation or what lies ahead. */
  public static List<Line> add(Chart chart, Session session) {
    List<String> codes =
        switch (session.outcome()) {
          case HELD -> ServiceCodes.of(session, chart.assessments(session).size());
          case NO_SHOW -> fee(chart, "no-show");
          case LATE_CANCEL -> fee(chart, "late-cancellation");
          case CANCELLED, BOOKED -> List.of();
        };
    List<Line> lines = new ArrayList<>();
    for (String code : codes) {
      String key = session.key() + "/" + code;
      lines.add(new Line(key, session, chart.practice().fee(code)));
      ChargeItem charge = charge(chart, lines.get(lines.size() - 1), lines.size());
      if (session.kind() == Session.Kind.GROUP) {
        chart.addShared(charge, key);
      } else {
        chart.add(charge, key);
      }
    }
    return lines;
  }

  /** Medicaid plans forbid a fee for missed sessions. */
  private static List<String> fee(Chart chart, String code) {
    boolean medicaid =
        chart.client().coverage().stream().anyMatch(c -> "heartland".equals(c.payer()));
    return medicaid || chart.client().minor() ? List.of() : List.of(code);
  }

  /** Modifiers of a service, in the order in which they are billed. */
  static List<CodeableConcept> modifiers(Session session, Fee fee) {
    List<CodeableConcept> modifiers = new ArrayList<>();
    if (session.video()) {
      modifiers.add(new CodeableConcept(new org.hl7.fhir.r4.model.Coding(Codes.CPT, "95", null)));
    }
    if (session.clinician().supervisor() != null && !"96127".equals(fee.code())) {
      modifiers.add(new CodeableConcept(new org.hl7.fhir.r4.model.Coding(HCPCS, "HL", null)));
    }
    return modifiers;
  }

  private static ChargeItem charge(Chart chart, Line line, int number) {
    Session session = line.session();
    boolean held = session.outcome() == Outcome.HELD;
    ChargeItem charge = new ChargeItem();
    charge.addIdentifier(Drafts.identifier("charge-key", chargeKey(chart, line, number)));
    charge.addDefinitionCanonical(FeeSchedule.canonical(line.fee().code()));
    charge
        .setStatus(
            held ? ChargeItem.ChargeItemStatus.BILLED : ChargeItem.ChargeItemStatus.NOTBILLABLE)
        .setCode(FeeSchedule.code(line.fee()))
        .setSubject(chart.patient())
        .setOccurrence(
            held
                ? Times.period(session.start(), session.end())
                : Times.period(session.scheduled(), session.scheduledEnd()))
        .setPerformingOrganization(Chart.organization())
        .setQuantity(new Quantity().setValue(BigDecimal.ONE))
        .addAccount(ref("Account", chart.client().key()));
    charge.addPerformer().setActor(chart.practitioner(session.clinician()));
    if (held) {
      charge.setContext(ref("Encounter", session.key()));
      chart
          .client()
          .diagnosesIn(session.week())
          .forEach(d -> charge.addReason(Codes.icd(d.code(), chart.story().title(d.code()))));
      modifiers(session, line.fee())
          .forEach(
              modifier ->
                  charge.addExtension(
                      new Extension(
                          Drafts.BASE + "StructureDefinition/charge-modifier", modifier)));
    } else {
      charge.addSupportingInformation(ref("Appointment", session.key()));
    }
    return charge;
  }

  private static String chargeKey(Chart chart, Line line, int number) {
    boolean held = line.session().outcome() == Outcome.HELD;
    return String.join(
        "|",
        Drafts.id(held ? "Encounter" : "Appointment", line.session().key()),
        Drafts.id("Patient", chart.client().key()),
        line.fee().code(),
        String.valueOf(number));
  }
}
