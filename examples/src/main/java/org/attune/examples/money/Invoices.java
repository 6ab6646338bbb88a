package org.attune.examples.money;

import static org.attune.examples.fhir.Drafts.ref;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.examples.client.Coverages;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.practice.FeeSchedule;
import org.attune.examples.story.Client;
import org.attune.examples.story.Client.Cover;
import org.attune.examples.story.Practice.Payer;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Invoice.InvoicePriceComponentType;
import org.hl7.fhir.r4.model.Invoice.InvoiceStatus;

/** The client's own bills, one for each month: self-pay, copays, fees for missed sessions. */
public final class Invoices {

  private static final int DAYS_TO_PAY = 40;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Chart chart;

  private Invoices(Chart chart) {
    this.chart = chart;
  }

  /**
   * Adds the invoices of the months that are over.
   *
   * @param charges all charges of the client
   */
  public static void add(Chart chart, List<Charges.Line> charges) {
    Map<YearMonth, List<Charges.Line>> months = new TreeMap<>();
    for (Charges.Line line : charges) {
      YearMonth month = YearMonth.from(line.session().scheduled());
      months.computeIfAbsent(month, m -> new ArrayList<>()).add(line);
    }
    boolean group = charges.stream().anyMatch(line -> line.session().kind() == Session.Kind.GROUP);
    Invoices invoices = new Invoices(chart);
    months.forEach(
        (month, lines) -> {
          LocalDate issued = month.atEndOfMonth().plusDays(1);
          if (chart.calendar().past(issued)) {
            invoices.add(lines, issued, group);
          }
        });
  }

  private void add(List<Charges.Line> lines, LocalDate issued, boolean shared) {
    Client client = chart.client();
    Invoice invoice = new Invoice();
    BigDecimal total = BigDecimal.ZERO.setScale(2);
    for (Charges.Line line : lines) {
      total = total.add(line(invoice, line));
    }
    if (invoice.getLineItem().isEmpty()) {
      return;
    }
    String key = client.key() + "/" + chart.calendar().week(issued);
    boolean paid = chart.calendar().past(issued.plusDays(DAYS_TO_PAY));
    invoice
        .addIdentifier(Drafts.identifier("invoice-number", "I" + Drafts.opaque(key, 9)))
        .setStatus(paid ? InvoiceStatus.BALANCED : InvoiceStatus.ISSUED)
        .setType(
            Codes.ownConcept(
                "invoice-type", client.coverage().isEmpty() ? "self-pay" : "client-responsibility"))
        .setSubject(chart.patient())
        .setRecipient(Coverages.responsible(chart))
        .setDateElement(Times.dateTime(issued))
        .setIssuer(Chart.organization())
        .setAccount(ref("Account", client.key()))
        .setTotalNet(Codes.dollars(total))
        .setTotalGross(Codes.dollars(total))
        .setPaymentTerms("Due within 30 days");
    if (shared) {
      chart.addShared(invoice, key);
    } else {
      chart.add(invoice, key);
    }
  }

  private BigDecimal line(Invoice invoice, Charges.Line line) {
    List<Cover> coverage = chart.client().coverage();
    boolean insured = !coverage.isEmpty() && line.fee().billable();
    if (insured && (coverage.get(0).copay() == 0 || "96127".equals(line.fee().code()))) {
      return BigDecimal.ZERO;
    }
    Invoice.InvoiceLineItemComponent item =
        invoice
            .addLineItem()
            .setSequence(invoice.getLineItem().size())
            .setChargeItem(ref("ChargeItem", line.key()));
    String base = line.fee().billable() ? "full-charge" : "no-show-fee";
    component(item, InvoicePriceComponentType.BASE, base, line.amount());
    if (insured) {
      return copay(item, line, coverage.get(0));
    }
    int percent = chart.client().slidingPercent();
    if (percent == 0 || !line.fee().billable()) {
      return line.amount();
    }
    BigDecimal discount =
        line.amount()
            .multiply(BigDecimal.valueOf(percent))
            .divide(HUNDRED, 2, RoundingMode.HALF_EVEN);
    component(item, InvoicePriceComponentType.DISCOUNT, "sliding-fee", discount.negate());
    return line.amount().subtract(discount);
  }

  /** What the contract takes off and what insurance pays leave the copay. */
  private BigDecimal copay(Invoice.InvoiceLineItemComponent item, Charges.Line line, Cover cover) {
    Payer payer = chart.practice().payer(cover.payer());
    BigDecimal allowed = FeeSchedule.allowed(line.fee(), payer);
    BigDecimal copay = BigDecimal.valueOf(cover.copay()).setScale(2).min(allowed);
    component(
        item,
        InvoicePriceComponentType.DEDUCTION,
        "contractual-adjustment",
        allowed.subtract(line.amount()));
    component(item, InvoicePriceComponentType.DEDUCTION, "insurance-paid", copay.subtract(allowed));
    return copay;
  }

  private static void component(
      Invoice.InvoiceLineItemComponent item,
      InvoicePriceComponentType type,
      String code,
      BigDecimal amount) {
    item.addPriceComponent()
        .setType(type)
        .setCode(Codes.ownConcept("price-component", code))
        .setAmount(Codes.dollars(amount));
  }
}
