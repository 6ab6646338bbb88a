package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.fhirpath.IFhirPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ItemComponent;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Invoice.InvoicePriceComponentType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;

/** The sums that the profiles ask for, against the same sums in decimal arithmetic. */
final class ClaimArithmeticTest {

  private static final int CLAIMS = 500;
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final IFhirPath path = ProfileContent.CONTEXT.newFhirPath();
  private final Random random = new Random(20_261_120);

  @Test
  void theNetAmountOfALineIsRoundedOnceAndHalfUp() {
    String rule = rule("attune-claim-professional", "attune-claim-net");
    for (int i = 0; i < CLAIMS; i++) {
      ItemComponent line = line();
      assertThat(holds(line, rule)).as("%s", line.getNet().getValue()).isTrue();

      line.getNet().setValue(line.getNet().getValue().add(CENT));
      assertThat(holds(line, rule)).as("%s", line.getNet().getValue()).isFalse();
    }
  }

  @Test
  void theTotalOfAClaimIsTheSumOfItsLinesToTheCent() {
    String rule = rule("attune-claim-professional", "attune-claim-total");
    for (int i = 0; i < CLAIMS; i++) {
      Claim claim = new Claim();
      BigDecimal sum = BigDecimal.ZERO;
      for (int lines = 1 + random.nextInt(12); lines > 0; lines--) {
        ItemComponent line = line();
        claim.addItem(line);
        sum = sum.add(line.getNet().getValue());
      }
      claim.setTotal(money(sum));
      assertThat(holds(claim, rule)).as("%s", sum).isTrue();

      claim.setTotal(money(sum.subtract(CENT)));
      assertThat(holds(claim, rule)).as("%s less a cent", sum).isFalse();
    }
  }

  @Test
  void equalAmountsWrittenWithMoreOrFewerZerosAreEqual() {
    String rule = rule("attune-claim-professional", "attune-claim-total");
    Claim claim = new Claim();
    claim.addItem().setNet(money(new BigDecimal("150")));
    claim.addItem().setNet(money(new BigDecimal("0.50")));

    claim.setTotal(money(new BigDecimal("150.5")));

    assertThat(holds(claim, rule)).isTrue();
  }

  @Test
  void anInvoiceAddsUpWithAndWithoutTaxAndWithoutWhatOnlyInforms() {
    String net = rule("attune-invoice", "attune-invoice-net");
    String gross = rule("attune-invoice", "attune-invoice-gross");
    Invoice invoice = new Invoice();
    Invoice.InvoiceLineItemComponent line = invoice.addLineItem();
    component(line, InvoicePriceComponentType.BASE, "150.10");
    component(line, InvoicePriceComponentType.DISCOUNT, "-45.05");
    component(line, InvoicePriceComponentType.DEDUCTION, "-80");
    component(line, InvoicePriceComponentType.TAX, "1.20");
    component(line, InvoicePriceComponentType.INFORMATIONAL, "999");
    invoice.setTotalNet(money(new BigDecimal("25.05")));
    invoice.setTotalGross(money(new BigDecimal("26.25")));

    assertThat(holds(invoice, net)).isTrue();
    assertThat(holds(invoice, gross)).isTrue();

    invoice.setTotalGross(money(new BigDecimal("25.05")));
    assertThat(holds(invoice, gross)).isFalse();
  }

  private ItemComponent line() {
    BigDecimal quantity = BigDecimal.valueOf(1L + random.nextInt(8));
    BigDecimal price = BigDecimal.valueOf(random.nextInt(40_000), 2);
    ItemComponent line = new ItemComponent();
    line.getQuantity().setValue(quantity);
    line.setUnitPrice(money(price));
    BigDecimal net = quantity.multiply(price);
    if (random.nextBoolean()) {
      BigDecimal factor = BigDecimal.valueOf(random.nextInt(1_000), 3);
      line.setFactor(factor);
      net = net.multiply(factor);
    }
    line.setNet(money(net.setScale(2, RoundingMode.HALF_UP)));
    return line;
  }

  private static void component(
      Invoice.InvoiceLineItemComponent line, InvoicePriceComponentType type, String amount) {
    line.addPriceComponent().setType(type).setAmount(money(new BigDecimal(amount)));
  }

  private static Money money(BigDecimal amount) {
    return new Money().setValue(amount).setCurrency("USD");
  }

  private boolean holds(IBase focus, String rule) {
    return path.evaluateFirst(focus, rule, BooleanType.class)
        .map(BooleanType::booleanValue)
        .orElse(false);
  }

  private static String rule(String profile, String key) {
    StructureDefinition definition =
        ProfileContent.profile(ProfileContent.CANONICAL + profile).orElseThrow();
    return definition.getDifferential().getElement().stream()
        .flatMap(element -> element.getConstraint().stream())
        .filter(constraint -> constraint.getKey().equals(key))
        .findFirst()
        .orElseThrow()
        .getExpression();
  }
}
