package org.attune.examples.client;

import static org.attune.examples.fhir.Drafts.ref;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.story.Client;
import org.attune.examples.story.Client.Allergy;
import org.attune.examples.story.Client.Drug;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCriticality;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceSeverity;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Timing;

/** What the prescriber ordered, what the client takes besides, and what must not be given. */
public final class Medications {

  private static final String PRESCRIBER = "raman";
  private static final String PARTIAL_ADHERENCE = "275928001";
  private static final int DAYS = 30;

  private Medications() {}

  /** Adds them. */
  public static void add(Chart chart) {
    List<Drug> drugs = chart.client().drugs();
    for (int index = 0; index < drugs.size(); index++) {
      addRequest(chart, drugs.get(index), index);
    }
    List<Drug> reported = chart.client().reported();
    if (reported != null) {
      reported.forEach(drug -> addStatement(chart, drug));
    }
    if (chart.client().incomplete()) {
      addUnasked(chart);
    }
    List<Allergy> allergies = chart.client().allergies();
    if (allergies != null) {
      allergies.forEach(allergy -> addAllergy(chart, allergy));
    }
  }

  private static void addRequest(Chart chart, Drug drug, int index) {
    Session visit = visit(chart, drug.from());
    MedicationRequest request = new MedicationRequest();
    request
        .setStatus(
            drug.to() == null ? MedicationRequestStatus.ACTIVE : MedicationRequestStatus.STOPPED)
        .setIntent(MedicationRequestIntent.ORDER)
        .addCategory(Codes.hl7Concept("medicationrequest-category", "community"))
        .setReported(new BooleanType(false))
        .setMedication(new CodeableConcept().setText(drug.text()))
        .setSubject(chart.patient())
        .setEncounter(ref("Encounter", visit.key()))
        .setAuthoredOnElement(Times.dateTime(visit.end()))
        .setRequester(chart.practitioner(visit.clinician()))
        .addReasonReference(Problems.problem(chart.client(), chart.client().diagnoses().get(0)))
        .addDosageInstruction(dosage(drug));
    if (drug.stop() != null) {
      request.setStatusReason(new CodeableConcept().setText(drug.stop()));
    }
    request
        .getDispenseRequest()
        .setNumberOfRepeatsAllowed(2)
        .setQuantity(
            new Quantity()
                .setValue(BigDecimal.valueOf(DAYS))
                .setUnit(drug.text().contains("capsule") ? "capsule" : "tablet"));
    if (drug.partial()) {
      request.addExtension(adherence(visit));
    }
    chart.add(request, chart.client().key() + "/" + index);
  }

  private static org.hl7.fhir.r4.model.Extension adherence(Session visit) {
    org.hl7.fhir.r4.model.Extension extension =
        new org.hl7.fhir.r4.model.Extension(
            "http://hl7.org/fhir/us/core/StructureDefinition/us-core-medication-adherence");
    extension.addExtension(
        "medicationAdherence",
        Codes.snomed(PARTIAL_ADHERENCE).setText("Took only a part of the doses"));
    extension.addExtension("dateAsserted", Times.dateTime(visit.end()));
    extension.addExtension(
        "informationSource", new CodeableConcept(Codes.hl7("v3-RoleCode", "ONESELF")));
    return extension;
  }

  private static Dosage dosage(Drug drug) {
    Dosage dosage = new Dosage().setText(drug.dose());
    boolean twice = drug.dose().contains("twice daily");
    dosage.setTiming(
        new Timing()
            .setRepeat(
                new Timing.TimingRepeatComponent()
                    .setFrequency(twice ? 2 : 1)
                    .setPeriod(BigDecimal.ONE)
                    .setPeriodUnit(Timing.UnitsOfTime.D)));
    dosage
        .addDoseAndRate()
        .setDose(
            new Quantity()
                .setValue(drug.dose().contains("half") ? new BigDecimal("0.5") : BigDecimal.ONE)
                .setUnit(drug.text().contains("capsule") ? "capsule" : "tablet"));
    return dosage;
  }

  private static void addStatement(Chart chart, Drug drug) {
    MedicationStatement statement = new MedicationStatement();
    statement
        .setStatus(MedicationStatement.MedicationStatementStatus.ACTIVE)
        .setMedication(new CodeableConcept().setText(drug.text()))
        .setSubject(chart.patient())
        .setEffective(Times.period(chart.firstDay().minusYears(1), null))
        .setDateAssertedElement(Times.dateTime(chart.firstDay()))
        .setInformationSource(chart.patient())
        .addDosage(new Dosage().setText(drug.dose()));
    chart.add(statement, chart.client().key() + "/reported");
  }

  /** Nobody has asked yet: the record says that the substance is not known. */
  private static void addUnasked(Chart chart) {
    AllergyIntolerance unasked = new AllergyIntolerance();
    unasked
        .setClinicalStatus(Codes.hl7Concept("allergyintolerance-clinical", "active"))
        .setVerificationStatus(Codes.hl7Concept("allergyintolerance-verification", "unconfirmed"))
        .setCode(Codes.unknown().setText("Not asked yet"))
        .setPatient(chart.patient())
        .setRecordedDateElement(Times.dateTime(chart.held().get(0).end()))
        .setRecorder(chart.practitioner(chart.therapist()));
    chart.add(unasked, chart.client().key());
  }

  private static void addAllergy(Chart chart, Allergy allergy) {
    Client client = chart.client();
    AllergyIntolerance known = new AllergyIntolerance();
    known
        .setClinicalStatus(Codes.hl7Concept("allergyintolerance-clinical", "active"))
        .setVerificationStatus(Codes.hl7Concept("allergyintolerance-verification", "confirmed"))
        .setPatient(chart.patient())
        .setRecordedDateElement(Times.dateTime(visit(chart, client.firstWeek()).end()))
        .setRecorder(chart.practitioner(chart.practice().member(PRESCRIBER)));
    if (allergy.none()) {
      known.setCode(new CodeableConcept().setText("No known allergies"));
    } else {
      known
          .addCategory(AllergyIntoleranceCategory.MEDICATION)
          .setCriticality(
              AllergyIntoleranceCriticality.fromCode(Objects.requireNonNull(allergy.criticality())))
          .setCode(new CodeableConcept().setText(allergy.text()))
          .addReaction()
          .addManifestation(new CodeableConcept().setText(allergy.reaction()))
          .setSeverity(AllergyIntoleranceSeverity.MILD);
    }
    chart.add(known, client.key());
  }

  private static Session visit(Chart chart, int week) {
    return chart.held().stream()
        .filter(session -> session.kind().medical() && session.week() <= week)
        .findFirst()
        .orElseThrow();
  }
}
