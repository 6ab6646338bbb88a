package org.attune.rest.error;

import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.CONFLICT;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.DELETED;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.EXCEPTION;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.FORBIDDEN;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.INVALID;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.LOGIN;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.NOTFOUND;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.NOTSUPPORTED;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.PROCESSING;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.THROTTLED;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.NotImplementedOperationException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.stream.Stream;
import org.attune.rest.error.ErrorRow.Words;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Rows for HAPI's own exceptions by their status, and for whatever is left. */
final class StatusRows {

  private StatusRows() {}

  static List<ErrorRow> all() {
    return Stream.of(known(), rest()).flatMap(List::stream).toList();
  }

  private static List<ErrorRow> known() {
    return List.of(
        status("login-required", 401, LOGIN, "Sign in first", AuthenticationException.class),
        status("forbidden", 403, FORBIDDEN, "Not allowed", ForbiddenOperationException.class),
        status(
            "not-found", 404, NOTFOUND, "There is no such thing", ResourceNotFoundException.class),
        status("deleted", 410, DELETED, "The resource was deleted", ResourceGoneException.class),
        status(
            "method-not-allowed",
            405,
            NOTSUPPORTED,
            "The address does not take this method",
            MethodNotAllowedException.class),
        status(
            "precondition-failed",
            412,
            CONFLICT,
            "A condition of the request does not hold",
            PreconditionFailedException.class),
        status(
            "unprocessable",
            422,
            PROCESSING,
            "The content is valid FHIR but cannot be accepted",
            UnprocessableEntityException.class),
        status(
            "not-implemented",
            501,
            NOTSUPPORTED,
            "This server does not do that",
            NotImplementedOperationException.class));
  }

  private static List<ErrorRow> rest() {
    return List.of(
        new ErrorRow(
            "too-many-requests",
            429,
            THROTTLED,
            "Too many requests; slow down",
            Words.CLEANED,
            fault -> fault.status() == 429),
        new ErrorRow(
            "invalid-request",
            400,
            INVALID,
            "The request cannot be understood",
            Words.CLEANED,
            fault -> fault.status() >= 400 && fault.status() < 500),
        new ErrorRow(
            "internal-error",
            500,
            EXCEPTION,
            "The server failed; tell its operator the correlation id",
            Words.CORRELATION,
            fault -> true));
  }

  private static ErrorRow status(
      String code, int status, IssueType issue, String text, Class<? extends Throwable> type) {
    return new ErrorRow(
        code,
        status,
        issue,
        text,
        Words.CLEANED,
        fault -> type.isInstance(fault.thrown()) || fault.status() == status);
  }
}
