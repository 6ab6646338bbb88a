package org.attune.examples.money;

import static org.attune.examples.fhir.Drafts.ref;

import java.math.BigDecimal;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.practice.FeeSchedule;
import org.attune.examples.story.Practice.Fee;
import org.attune.examples.story.Practice.Payer;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.ClaimResponse.RemittanceOutcome;

/** What a first payer answered, where a second payer is asked for the rest. */
final class Answers {

  private Answers() {}

  /** Adds the answer to the claim of a session: the contract's amount less the copay is paid. */
  static void add(Chart chart, Session session, Charges.Line line) {
    Payer payer = chart.practice().payer(chart.client().coverage().get(0).payer());
    Fee fee = line.fee();
    BigDecimal allowed = FeeSchedule.allowed(fee, payer);
    BigDecimal copay = BigDecimal.valueOf(chart.client().coverage().get(0).copay()).setScale(2);
    ClaimResponse answer = new ClaimResponse();
    answer
        .addIdentifier(Drafts.identifier("payer-control-number", Drafts.opaque(line.key(), 12)))
        .setStatus(ClaimResponse.ClaimResponseStatus.ACTIVE)
        .setType(Codes.hl7Concept("claim-type", "professional"))
        .setUse(ClaimResponse.Use.CLAIM)
        .setPatient(chart.patient())
        .setCreatedElement(Times.dateTime(session.start().toLocalDate().plusDays(6)))
        .setInsurer(ref("Organization", "payer/" + payer.key(), payer.name()))
        .setRequestor(Chart.organization())
        .setRequest(ref("Claim", session.key()))
        .setOutcome(RemittanceOutcome.COMPLETE);
    ClaimResponse.ItemComponent item = answer.addItem().setItemSequence(1);
    amount(item, "submitted", fee.amount());
    amount(item, "eligible", allowed);
    amount(item, "copay", copay);
    amount(item, "benefit", allowed.subtract(copay));
    answer
        .addTotal()
        .setCategory(Codes.hl7Concept("adjudication", "benefit"))
        .setAmount(Codes.dollars(allowed.subtract(copay)));
    chart.add(answer, session.key());
  }

  private static void amount(ClaimResponse.ItemComponent item, String category, BigDecimal value) {
    item.addAdjudication()
        .setCategory(Codes.hl7Concept("adjudication", category))
        .setAmount(Codes.dollars(value));
  }
}
