package org.attune.assessment;

import java.util.List;
import java.util.Set;
import org.attune.assessment.rules.Code;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;

/** Writes what follows from a response into Observations, new or there already. */
final class ScoreObservationWriter {

  static final String DERIVED_SCORE = "https://attune.org/fhir/identifier/derived-score";

  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String KIND = "https://attune.org/fhir/CodeSystem/observation-kind";
  private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  /** Authors that R4 also allows as performers of an Observation. */
  private static final Set<String> PERFORMERS =
      Set.of("Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson");

  /** Value of the identifier by which an Observation of a response is found again. */
  static String identifier(String responseId, String code) {
    return responseId + "|" + code;
  }

  /** Makes {@code target} state the finding; leaves all that the finding does not decide. */
  void write(Observation target, QuestionnaireResponse response, Finding finding) {
    String responseId = response.getIdElement().getIdPart();
    identify(target, finding.kind(), identifier(responseId, finding.code().code()));
    inheritLabels(target, response);
    target.setStatus(
        response.getStatus() == QuestionnaireResponseStatus.AMENDED
            ? ObservationStatus.AMENDED
            : ObservationStatus.FINAL);
    target.setCategory(
        List.of(
            new CodeableConcept(new Coding().setSystem(CATEGORY).setCode("survey")),
            new CodeableConcept(new Coding().setSystem(KIND).setCode(finding.kind().category()))));
    target.setCode(new CodeableConcept(coding(finding.code())));
    target.setSubject(reference(response.getSubject()));
    target.setEncounter(
        isLiteral(response.getEncounter()) ? reference(response.getEncounter()) : null);
    target.setEffective(response.getAuthoredElement().copy());
    target.setPerformer(performers(response));
    target.setValue(finding.value() == null ? null : finding.value().copy());
    target.setDataAbsentReason(
        finding.value() == null ? new CodeableConcept(new Coding(ABSENT, "unknown", null)) : null);
    target.setInterpretation(
        finding.meanings().stream().map(code -> new CodeableConcept(coding(code))).toList());
    target.setHasMember(finding.members().stream().map(Reference::new).toList());
    target.setDerivedFrom(List.of(new Reference("QuestionnaireResponse/" + responseId)));
  }

  /** Marks a score as void. */
  void withdraw(Observation target) {
    target.setStatus(ObservationStatus.ENTEREDINERROR);
  }

  /**
   * Marks a score as void whose response is about to be deleted. The literal reference goes,
   * because referential integrity would hold on to the response; the identifier still names it.
   */
  void withdrawAndRelease(Observation target, String responseId) {
    withdraw(target);
    Reference logical = new Reference().setType("QuestionnaireResponse");
    logical.setIdentifier(new Identifier().setValue(responseId));
    target.setDerivedFrom(List.of(logical));
  }

  /** Whether the Observation is derived from a response, and by which identifier. */
  static boolean bears(Observation observation, String identifier) {
    return observation.getIdentifier().stream()
        .anyMatch(
            known ->
                DERIVED_SCORE.equals(known.getSystem()) && identifier.equals(known.getValue()));
  }

  private static void identify(Observation target, Finding.Kind kind, String value) {
    if (!target.getMeta().hasProfile(kind.profile())) {
      target.getMeta().addProfile(kind.profile());
    }
    if (!bears(target, value)) {
      target.addIdentifier().setSystem(DERIVED_SCORE).setValue(value);
    }
  }

  /** What restricts or marks the answers holds for the score. */
  private static void inheritLabels(Observation target, QuestionnaireResponse response) {
    for (Coding label : response.getMeta().getSecurity()) {
      if (target.getMeta().getSecurity(label.getSystem(), label.getCode()) == null) {
        target.getMeta().getSecurity().add(label.copy());
      }
    }
    for (Coding tag : response.getMeta().getTag()) {
      if (target.getMeta().getTag(tag.getSystem(), tag.getCode()) == null) {
        target.getMeta().getTag().add(tag.copy());
      }
    }
  }

  private static List<Reference> performers(QuestionnaireResponse response) {
    String type = response.getAuthor().getReferenceElement().getResourceType();
    return type != null && PERFORMERS.contains(type)
        ? List.of(reference(response.getAuthor()))
        : List.of();
  }

  /** False of references into the response itself and of those by identifier alone. */
  private static boolean isLiteral(Reference reference) {
    return reference.getReferenceElement().hasResourceType()
        && reference.getReferenceElement().hasIdPart();
  }

  /** Only the reference itself: a display or a version belongs to the response. */
  private static Reference reference(Reference from) {
    return new Reference(new IdType(from.getReference()).toVersionless().getValue());
  }

  private static Coding coding(Code code) {
    return new Coding(code.system(), code.code(), code.display());
  }
}
