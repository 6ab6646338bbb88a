package org.attune.rest.error;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.attune.rest.error.ErrorRow.Words;
import org.attune.rest.locate.LocatedProblem;
import org.attune.store.RuleViolationException;
import org.attune.store.RuleViolationException.Violation;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;

/** Writes a row and its particulars as an OperationOutcome. */
final class Outcomes {

  private static final String LINE =
      "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line";
  private static final String COLUMN =
      "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col";

  private Outcomes() {}

  static OperationOutcome located(ErrorRow row, Iterable<LocatedProblem> problems) {
    OperationOutcome outcome = new OperationOutcome();
    for (LocatedProblem problem : problems) {
      IssueType type =
          problem.kind() == LocatedProblem.Kind.BAD_VALUE ? IssueType.VALUE : row.issue();
      var issue = issue(outcome, type, ErrorTable.code(problem.kind()), row);
      issue.setDiagnostics(problem.message());
      if (!problem.fhirPath().isEmpty()) {
        issue.addExpression(problem.fhirPath());
      }
      issue.addExtension(LINE, new IntegerType(problem.line()));
      issue.addExtension(COLUMN, new IntegerType(problem.column()));
    }
    return outcome;
  }

  static OperationOutcome violations(ErrorRow row, RuleViolationException refused) {
    OperationOutcome outcome = new OperationOutcome();
    for (Violation violation : refused.violations()) {
      var issue = issue(outcome, row.issue(), violation.code(), row);
      issue.setDiagnostics(violation.message());
      if (!violation.expression().isEmpty()) {
        issue.addExpression(violation.expression());
      }
    }
    return outcome;
  }

  static OperationOutcome diagnosed(ErrorRow row, String finding) {
    OperationOutcome outcome = new OperationOutcome();
    issue(outcome, row.issue(), row.code(), row).setDiagnostics(Diagnostics.cut(finding));
    return outcome;
  }

  static OperationOutcome single(
      ErrorRow row, Fault fault, @Nullable Integer entry, String correlationId) {
    OperationOutcome outcome = new OperationOutcome();
    var issue = issue(outcome, row.issue(), row.code(), row);
    String message = fault.thrown().getMessage();
    issue.setDiagnostics(
        switch (row.words()) {
          case OWN -> row.text();
          case CLEANED, REPEATED -> Diagnostics.clean(message, row.text());
          case PARAMETERS -> Diagnostics.parameters(message, row.text());
          case CORRELATION -> "Correlation id: " + correlationId;
        });
    if (row.words() == Words.REPEATED) {
      issue.getDetails().setText(issue.getDiagnostics());
    }
    if (entry != null) {
      issue.addExpression("Bundle.entry[" + entry + "]");
    }
    return outcome;
  }

  /** An outcome that came with the exception, as validators give: kept, with its words cleaned. */
  static @Nullable OperationOutcome given(ErrorRow row, Fault fault) {
    return row.words() == Words.CLEANED
            && fault.thrown() instanceof BaseServerResponseException known
            && known.getOperationOutcome() instanceof OperationOutcome given
            && given.hasIssue()
        ? cleaned(row, given)
        : null;
  }

  static OperationOutcome cleaned(ErrorRow row, OperationOutcome given) {
    OperationOutcome outcome = new OperationOutcome();
    for (OperationOutcomeIssueComponent old : given.getIssue()) {
      var issue = outcome.addIssue();
      issue.setSeverity(old.hasSeverity() ? old.getSeverity() : IssueSeverity.ERROR);
      issue.setCode(old.hasCode() ? old.getCode() : row.issue());
      issue.getDetails().addCoding().setSystem(ErrorTable.SYSTEM).setCode(row.code());
      issue.getDetails().setText(row.text());
      for (var coding : old.getDetails().getCoding()) {
        if (ErrorTable.SYSTEM.equals(coding.getSystem())) {
          issue.setDetails(old.getDetails().copy());
        }
      }
      String said = old.hasDiagnostics() ? old.getDiagnostics() : old.getDetails().getText();
      issue.setDiagnostics(row.status() >= 500 ? row.text() : Diagnostics.clean(said, row.text()));
      old.getExpression().forEach(each -> issue.addExpression(each.getValue()));
    }
    return outcome;
  }

  private static OperationOutcomeIssueComponent issue(
      OperationOutcome outcome, IssueType type, String code, ErrorRow row) {
    var issue = outcome.addIssue();
    issue.setSeverity(row.status() >= 500 ? IssueSeverity.FATAL : IssueSeverity.ERROR);
    issue.setCode(type);
    issue.getDetails().addCoding().setSystem(ErrorTable.SYSTEM).setCode(code);
    issue.getDetails().setText(row.text());
    return issue;
  }
}
