package org.attune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.ChargeItem.ChargeItemStatus;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.Use;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the one example of a profile does not show: the other cases that it must accept. */
final class BillingVariantsTest {

  private static final String FREQUENCY = ProfileContent.CANONICAL + "claim-frequency";
  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
  private static final String OWN = "https://attune.org/fhir/CodeSystem/";
  private static final FhirValidator VALIDATOR = ProfileContent.validator();
  private static final ProfilePredicates PREDICATES = new ProfilePredicates();

  @ParameterizedTest
  @ValueSource(strings = {"7", "8"})
  void aReplacementOrVoidNamesTheClaimThatThePayerHas(String frequency) {
    assertAccepted(
        "attune-claim-professional",
        Claim.class,
        claim -> {
          claim.getExtensionByUrl(FREQUENCY).setValue(new CodeType(frequency));
          claim
              .addRelated()
              .setRelationship(concept(HL7 + "ex-relatedclaimrelationship", "prior"))
              .setClaim(new Reference("Claim/original"))
              .setReference(new Identifier().setValue("PAYERICN0001"));
        });
  }

  @Test
  void aClaimToTheSecondPayerCarriesTheAnswerOfTheFirst() {
    assertAccepted(
        "attune-claim-professional",
        Claim.class,
        claim -> {
          claim
              .getInsuranceFirstRep()
              .setFocal(false)
              .setClaimResponse(new Reference("ClaimResponse/first"));
          second(claim, true);
        });
  }

  @Test
  void aClaimToTheFirstPayerMayListTheSecondCoverage() {
    assertAccepted("attune-claim-professional", Claim.class, claim -> second(claim, false));
  }

  @Test
  void aClaimToTheSecondPayerIsRefusedWithoutTheAnswerOfTheFirst() {
    Claim claim = example("attune-claim-professional", Claim.class);
    claim.getInsuranceFirstRep().setFocal(false);
    second(claim, true);

    assertThat(errors(claim)).anyMatch(error -> error.contains("attune-claim-prior-payer"));
  }

  @Test
  void aSoloPracticeBillsInTheNameOfThePractitioner() {
    assertAccepted(
        "attune-claim-professional",
        Claim.class,
        claim -> {
          claim.setProvider(new Reference("Practitioner/solo"));
          claim.getCareTeam().remove(0);
          claim.getItem().get(0).getCareTeamSequence().remove(0);
        });
  }

  @Test
  void aMissedSessionHasNeitherReasonNorTiming() {
    assertAccepted(
        "attune-session-appointment",
        Appointment.class,
        appointment ->
            appointment
                .setStatus(AppointmentStatus.NOSHOW)
                .setCancelationReason(null)
                .setExtension(null));
  }

  @Test
  void aClientWhoIsTheSubscriberIsNotNamedTwice() {
    assertAccepted(
        "attune-coverage",
        Coverage.class,
        coverage ->
            coverage
                .setSubscriber(null)
                .setRelationship(concept(HL7 + "subscriber-relationship", "self")));
  }

  @Test
  void aFeeForAMissedSessionIsChargedWithoutAnEncounterAndNotToAPayer() {
    assertAccepted(
        "attune-charge-item",
        ChargeItem.class,
        charge -> {
          charge.setExtension(null);
          charge
              .setStatus(ChargeItemStatus.NOTBILLABLE)
              .setCode(concept(OWN + "charge-code", "no-show"))
              .setContext(null)
              .getIdentifierFirstRep()
              .setValue("appointment-1|doe|no-show|1");
        });
  }

  @Test
  void leavingOutTheFrequencyDoesNotLeadAroundTheRules() {
    Claim claim = example("attune-claim-professional", Claim.class);
    claim.setExtension(null);
    claim.getItem().forEach(item -> item.setExtension(null));

    assertThat(selected(claim)).isEqualTo("attune-claim-professional");
  }

  @Test
  void anExtensionOfAttuneOnALineIsEnoughToBeHeldToTheRules() {
    Claim claim = example("attune-claim-professional", Claim.class);
    claim.setExtension(null);
    claim.getItem().forEach(item -> item.setProductOrService(clinical()));

    assertThat(selected(claim)).isEqualTo("attune-claim-professional");
  }

  @Test
  void aForeignClaimInClinicalCodesAndAnEstimateAreNotHeldToThem() {
    Claim foreign = example("attune-claim-professional", Claim.class);
    foreign.setExtension(null);
    foreign.getItem().forEach(item -> item.setProductOrService(clinical()).setExtension(null));
    Claim estimate = example("attune-claim-professional", Claim.class);
    estimate.setUse(Use.PREDETERMINATION);

    assertThat(selected(foreign)).isEqualTo("attune-claim");
    assertThat(selected(estimate)).isEqualTo("attune-claim");
  }

  @Test
  void anOrganizationIsHeldToTheRulesOfAPracticeByItsKindAlone() {
    Organization foreign = example("attune-practice", Organization.class);
    foreign.setType(List.of(concept(HL7 + "organization-type", "prov")));

    assertThat(selected(foreign)).isEqualTo("attune-organization");
  }

  private static void second(Claim claim, boolean focal) {
    claim
        .addInsurance()
        .setSequence(2)
        .setFocal(focal)
        .setCoverage(new Reference("Coverage/second"));
  }

  private static CodeableConcept clinical() {
    return concept("http://snomed.info/sct", "409063005");
  }

  private static CodeableConcept concept(String system, String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  private static <T extends Resource> void assertAccepted(
      String profile, Class<T> type, Consumer<T> change) {
    T variant = example(profile, type);
    change.accept(variant);

    assertThat(errors(variant)).isEmpty();
    assertThat(selected(variant)).isEqualTo(profile);
  }

  private static List<String> errors(Resource resource) {
    return ProfileExample.messages(VALIDATOR, resource, ResultSeverityEnum.ERROR);
  }

  private static String selected(Resource resource) {
    return PREDICATES.select(resource).map(StructureDefinition::getIdPart).orElse("none");
  }

  private static <T extends Resource> T example(String profile, Class<T> type) {
    StructureDefinition definition =
        ProfileContent.profile(ProfileContent.CANONICAL + profile).orElseThrow();
    return type.cast(ProfileExample.resource(definition));
  }
}
