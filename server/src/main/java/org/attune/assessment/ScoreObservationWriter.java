package org.attune.assessment;

import java.util.List;
import java.util.Set;
import org.attune.assessment.rules.Code;
import org.attune.assessment.rules.Instrument;
import org.attune.assessment.rules.Score;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;

/** Writes the score of a response into an Observation, new or there already. */
final class ScoreObservationWriter {

  static final String DERIVED_SCORE = "https://attune.org/fhir/identifier/derived-score";

  private static final String PROFILE =
      "https://attune.org/fhir/StructureDefinition/attune-score-observation";
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";
  private static final String KIND = "https://attune.org/fhir/CodeSystem/observation-kind";
  private static final String UCUM = "http://unitsofmeasure.org";
  private static final String SCORE_UNIT = "{score}";

  /** Authors that R4 also allows as performers of an Observation. */
  private static final Set<String> PERFORMERS =
      Set.of("Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson");

  /** Value of the identifier by which the score of a response is found again. */
  static String identifier(String responseId, String totalCode) {
    return responseId + "|" + totalCode;
  }

  /** Makes {@code target} state the score; leaves all that the score does not decide. */
  void write(
      Observation target, QuestionnaireResponse response, Instrument instrument, Score score) {
    String responseId = response.getIdElement().getIdPart();
    identify(target, identifier(responseId, instrument.total().code()));
    inheritLabels(target, response);
    target.setStatus(
        response.getStatus() == QuestionnaireResponseStatus.AMENDED
            ? ObservationStatus.AMENDED
            : ObservationStatus.FINAL);
    target.setCategory(
        List.of(
            new CodeableConcept(new Coding().setSystem(CATEGORY).setCode("survey")),
            new CodeableConcept(new Coding().setSystem(KIND).setCode("instrument-score"))));
    target.setCode(new CodeableConcept(coding(instrument.total())));
    target.setSubject(reference(response.getSubject()));
    target.setEncounter(
        isLiteral(response.getEncounter()) ? reference(response.getEncounter()) : null);
    target.setEffective(response.getAuthoredElement().copy());
    target.setPerformer(performers(response));
    target.setValue(
        new Quantity()
            .setValue(score.total())
            .setUnit(SCORE_UNIT)
            .setSystem(UCUM)
            .setCode(SCORE_UNIT));
    target.setInterpretation(List.of(new CodeableConcept(coding(score.band().meaning()))));
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

  private static void identify(Observation target, String value) {
    if (!target.getMeta().hasProfile(PROFILE)) {
      target.getMeta().addProfile(PROFILE);
    }
    boolean known =
        target.getIdentifier().stream()
            .anyMatch(
                identifier ->
                    DERIVED_SCORE.equals(identifier.getSystem())
                        && value.equals(identifier.getValue()));
    if (!known) {
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
