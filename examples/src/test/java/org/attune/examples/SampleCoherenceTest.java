package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.examples.SamplePracticeTest.key;
import static org.attune.examples.SamplePracticeTest.ofType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.examples.fhir.Drafts;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** That the histories make sense together. */
final class SampleCoherenceTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final List<Resource> ALL = SamplePractice.on(DAY).resources();

  private static final List<Encounter> SESSIONS =
      ofType(ALL, Encounter.class)
          .filter(e -> e.getSubject().getReference().startsWith("Patient/"))
          .toList();

  @Test
  void everySessionHasItsNoteAndItsCharge() {
    Set<String> noted =
        ofType(ALL, Composition.class)
            .map(note -> note.getEncounter().getReference())
            .collect(Collectors.toSet());
    Set<String> charged =
        ofType(ALL, ChargeItem.class)
            .filter(ChargeItem::hasContext)
            .map(charge -> charge.getContext().getReference())
            .collect(Collectors.toSet());

    assertThat(SESSIONS)
        .hasSizeGreaterThan(300)
        .allSatisfy(e -> assertThat(noted).contains(key(e)))
        .allSatisfy(e -> assertThat(charged).contains(key(e)));
  }

  @Test
  void aMissedSessionIsNeverClaimed() {
    Set<String> held =
        ofType(ALL, Encounter.class)
            .flatMap(e -> e.getAppointment().stream())
            .map(to -> to.getReference())
            .collect(Collectors.toSet());
    Set<String> missed =
        ofType(ALL, Appointment.class)
            .filter(a -> a.getStatus() == AppointmentStatus.NOSHOW)
            .map(SamplePracticeTest::key)
            .collect(Collectors.toSet());

    assertThat(missed).hasSizeGreaterThan(10).doesNotContainAnyElementsOf(held);
    assertThat(ofType(ALL, Claim.class).flatMap(claim -> claim.getItem().stream()))
        .isNotEmpty()
        .allSatisfy(
            item -> {
              assertThat(item.getEncounter()).hasSize(1);
              assertThat(item.getProductOrService().getCodingFirstRep().getSystem())
                  .isEqualTo("http://www.ama-assn.org/go/cpt");
            });
  }

  @Test
  void totalsAreTheSumsOfTheirLines() {
    assertThat(ofType(ALL, Claim.class))
        .allSatisfy(
            claim ->
                assertThat(claim.getTotal().getValue())
                    .isEqualByComparingTo(
                        claim.getItem().stream()
                            .map(item -> item.getNet().getValue())
                            .reduce(BigDecimal.ZERO, BigDecimal::add)));
    assertThat(ofType(ALL, Invoice.class))
        .isNotEmpty()
        .allSatisfy(
            invoice ->
                assertThat(invoice.getTotalNet().getValue())
                    .isPositive()
                    .isEqualByComparingTo(
                        invoice.getLineItem().stream()
                            .flatMap(line -> line.getPriceComponent().stream())
                            .map(part -> part.getAmount().getValue())
                            .reduce(BigDecimal.ZERO, BigDecimal::add)));
  }

  @Test
  void nobodyIsInTwoPlacesAtOnce() {
    Map<String, List<Appointment>> byActor =
        ofType(ALL, Appointment.class)
            .filter(a -> !"group".equals(a.getServiceTypeFirstRep().getCodingFirstRep().getCode()))
            .flatMap(
                a ->
                    a.getParticipant().stream()
                        .map(p -> p.getActor().getReference())
                        .filter(who -> !who.startsWith("Location/"))
                        .map(who -> Map.entry(who, a)))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));

    byActor.forEach(
        (who, appointments) -> {
          List<Appointment> sorted = new ArrayList<>(appointments);
          sorted.sort(Comparator.comparing(Appointment::getStart));
          for (int index = 1; index < sorted.size(); index++) {
            assertThat(sorted.get(index).getStart())
                .as(who)
                .isAfterOrEqualTo(sorted.get(index - 1).getEnd());
          }
        });
  }

  @Test
  void timeBandsDecideTheCodeOfIndividualTherapy() {
    Map<String, ChargeItem> charges =
        ofType(ALL, ChargeItem.class)
            .filter(c -> code(c).matches("9083[247]"))
            .collect(Collectors.toMap(c -> c.getContext().getReference(), c -> c));
    assertThat(charges).hasSizeGreaterThan(200);
    charges
        .values()
        .forEach(
            charge -> {
              long minutes =
                  Duration.between(
                          charge.getOccurrencePeriod().getStart().toInstant(),
                          charge.getOccurrencePeriod().getEnd().toInstant())
                      .toMinutes();
              assertThat(code(charge))
                  .isEqualTo(minutes < 38 ? "90832" : minutes < 53 ? "90834" : "90837");
            });
    assertThat(charges.values().stream().map(SampleCoherenceTest::code).distinct())
        .containsExactlyInAnyOrder("90832", "90834", "90837");
  }

  @Test
  void statedScoresAreReachedByTheAnswers() {
    Map<String, Integer> ordinals =
        Map.of("LA6568-5", 0, "LA6569-3", 1, "LA6570-1", 2, "LA6571-9", 3);
    List<Integer> george =
        ofType(ALL, QuestionnaireResponse.class)
            .filter(r -> r.getQuestionnaire().contains("phq-9"))
            .filter(
                r -> r.getSubject().getReference().endsWith(Drafts.id("Patient", "george-wallace")))
            .map(
                r ->
                    r.getItem().stream()
                        .map(item -> ((Coding) item.getAnswerFirstRep().getValue()).getCode())
                        .mapToInt(code -> ordinals.getOrDefault(code, 0))
                        .sum())
            .toList();

    assertThat(george).startsWith(23).contains(20, 17, 14, 13, 12);
  }

  @Test
  void someClaimsCarryTheNumbersThatTheRemittanceSamplesPay() {
    assertThat(ofType(ALL, Claim.class).map(c -> c.getIdentifierFirstRep().getValue()))
        .doesNotHaveDuplicates()
        .contains("C7F3Q2X9K1", "C7F3Q2X9K2", "C7F3Q2X9K3", "GRP0001A", "GRP0001B");
    assertThat(claim("C7F3Q2X9K1").getTotal().getValue()).isEqualByComparingTo("150");
    assertThat(claim("C7F3Q2X9K1").getItemFirstRep().getServicedDateType().asStringValue())
        .as("loaded on the Monday after the date of service of the sample")
        .isEqualTo("2026-11-20");
    assertThat(claim("C7F3Q2X9K3").getTotal().getValue()).isEqualByComparingTo("120");
    assertThat(claim("GRP0001A").getTotal().getValue()).isEqualByComparingTo("60");
  }

  @Test
  void aCoupleIsBilledOnce() {
    String couple = "Patient/" + Drafts.id("Patient", "hannah-bell");
    String partner = "Patient/" + Drafts.id("Patient", "marcus-bell");

    assertThat(chargesOf(couple)).contains("90847");
    assertThat(chargesOf(partner)).doesNotContain("90847");
  }

  @Test
  void recordsOfSubstanceUseTreatmentAreLabelled() {
    String peter = "Patient/" + Drafts.id("Patient", "peter-novak");
    Patient patient =
        ofType(ALL, Patient.class).filter(p -> key(p).equals(peter)).findFirst().orElseThrow();

    assertThat(
            patient
                .getMeta()
                .getSecurity("http://terminology.hl7.org/CodeSystem/v3-ActCode", "42CFRPart2"))
        .isNotNull();
    assertThat(ofType(ALL, Claim.class).filter(c -> c.getPatient().getReference().equals(peter)))
        .isNotEmpty()
        .allSatisfy(
            c ->
                assertThat(
                        c.getMeta()
                            .getSecurity("http://terminology.hl7.org/CodeSystem/v3-ActCode", "SUD"))
                    .isNotNull());
  }

  private static Claim claim(String number) {
    return ofType(ALL, Claim.class)
        .filter(claim -> claim.getIdentifierFirstRep().getValue().equals(number))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> chargesOf(String patient) {
    return ofType(ALL, ChargeItem.class)
        .filter(charge -> charge.getSubject().getReference().equals(patient))
        .map(SampleCoherenceTest::code)
        .toList();
  }

  private static String code(ChargeItem charge) {
    return charge.getCode().getCodingFirstRep().getCode();
  }
}
