package org.attune.examples.practice;

import static org.attune.examples.fhir.Drafts.draft;
import static org.attune.examples.fhir.Drafts.ref;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.PracticeCalendar;
import org.attune.examples.story.Practice;
import org.attune.examples.story.Practice.Fee;
import org.attune.examples.story.Practice.Payer;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UsageContext;

/** What the practice bills for each code, and what one payer's contract is expected to allow. */
public final class FeeSchedule {

  private static final String URL = "https://riverside.example.com/fhir/ChargeItemDefinition/";
  private static final String VERSION = "1";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The payer whose contract is on file. */
  private static final String CONTRACT = "acme";

  private FeeSchedule() {}

  /** All definitions. */
  public static List<Resource> of(Practice practice, PracticeCalendar calendar) {
    List<Resource> all = new ArrayList<>();
    for (Fee fee : practice.fees()) {
      ChargeItemDefinition definition = definition(fee, "chargemaster", calendar);
      definition.setPublisher(practice.name());
      price(definition, "full-charge", fee.amount());
      all.add(definition);
    }
    Payer payer = practice.payer(CONTRACT);
    practice.fees().stream()
        .filter(Fee::billable)
        .forEach(fee -> all.add(contract(fee, payer, calendar)));
    return all;
  }

  /** The versioned canonical of a code's full charge. */
  public static String canonical(String code) {
    return URL + "chargemaster-" + code + "|" + VERSION;
  }

  /** Code of a service or of a fee of the practice's own. */
  public static CodeableConcept code(Fee fee) {
    return fee.billable()
        ? Codes.cpt(fee.code(), fee.label())
        : Codes.ownConcept("charge-code", fee.code()).setText(fee.label());
  }

  /** What a payer's contract is expected to allow, in whole cents. */
  public static BigDecimal allowed(Fee fee, Payer payer) {
    return fee.amount()
        .multiply(BigDecimal.valueOf(payer.allowedPercent()))
        .divide(HUNDRED, 2, RoundingMode.HALF_EVEN);
  }

  private static ChargeItemDefinition contract(Fee fee, Payer payer, PracticeCalendar calendar) {
    ChargeItemDefinition definition = definition(fee, "contract", calendar);
    definition.addUseContext(
        new UsageContext()
            .setCode(new Coding(Drafts.BASE + "CodeSystem/charge-context", "payer", null))
            .setValue(ref("Organization", "payer/" + payer.key(), payer.name())));
    price(definition, "contract-rate", allowed(fee, payer));
    return definition;
  }

  private static ChargeItemDefinition definition(Fee fee, String kind, PracticeCalendar calendar) {
    ChargeItemDefinition definition = draft(new ChargeItemDefinition(), kind + "/" + fee.code());
    definition.addExtension(
        new Extension(Drafts.BASE + "StructureDefinition/schedule-kind", new CodeType(kind)));
    definition
        .setUrl(URL + kind + "-" + fee.code())
        .setVersion(VERSION)
        .setTitle(fee.label() + " (" + kind + ")")
        .setStatus(PublicationStatus.ACTIVE)
        .setDateElement(Times.dateTime(calendar.today().minusYears(1).withDayOfYear(1)))
        .setEffectivePeriod(Times.period(calendar.today().minusYears(1).withDayOfYear(1), null))
        .setCode(code(fee));
    return definition;
  }

  private static void price(ChargeItemDefinition definition, String code, BigDecimal amount) {
    definition
        .addPropertyGroup()
        .addPriceComponent()
        .setType(ChargeItemDefinition.ChargeItemDefinitionPriceComponentType.BASE)
        .setCode(Codes.ownConcept("price-component", code))
        .setAmount(Codes.dollars(amount));
  }
}
