package org.attune.assessment;

import java.util.ArrayList;
import java.util.List;
import org.attune.store.RuleViolationException.Violation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;

/** What a score needs to know beside the answers: of whom and of when it is. */
final class ScoreContext {

  private ScoreContext() {}

  /**
   * What is missing before the response is stored, when a transaction may still have to replace
   * {@code urn:uuid:} and conditional references.
   */
  static List<Violation> beforeStore(QuestionnaireResponse response) {
    return violations(response, isPatient(response.getSubject()) || isOpen(response.getSubject()));
  }

  /** What is missing when every reference is final. */
  static List<Violation> beforeCommit(QuestionnaireResponse response) {
    return violations(response, isPatient(response.getSubject()));
  }

  private static List<Violation> violations(QuestionnaireResponse response, boolean subjectFits) {
    List<Violation> violations = new ArrayList<>();
    if (!subjectFits) {
      violations.add(
          new Violation(
              "required",
              "QuestionnaireResponse.subject",
              "A finished response refers to the Patient that it is about"));
    }
    if (response.getAuthored() == null) {
      violations.add(
          new Violation(
              "required",
              "QuestionnaireResponse.authored",
              "A finished response says when it was answered"));
    }
    return violations;
  }

  private static boolean isPatient(Reference subject) {
    return "Patient".equals(subject.getReferenceElement().getResourceType())
        && subject.getReferenceElement().hasIdPart();
  }

  private static boolean isOpen(Reference subject) {
    String literal = subject.hasReference() ? subject.getReference() : "";
    return literal.startsWith("urn:") || literal.startsWith("Patient?");
  }
}
