package org.attune.rest.error;

import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.NOTSUPPORTED;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.STRUCTURE;
import static org.hl7.fhir.r4.model.OperationOutcome.IssueType.VALUE;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.List;
import java.util.regex.Pattern;
import org.attune.rest.error.ErrorRow.Words;

/** Rows for requests that cannot be read. */
final class RequestRows {

  private static final Pattern UNPARSED = Pattern.compile("Failed to parse request body");
  private static final Pattern PARAMETER =
      Pattern.compile("Unknown search parameter|not active for searching|Unknown _sort parameter");
  private static final Pattern MEDIA =
      Pattern.compile("Incorrect Content-Type|No Content-Type|Invalid Content-Type");

  private RequestRows() {}

  static List<ErrorRow> all() {
    return List.of(
        new ErrorRow(
            "unreadable-body",
            400,
            STRUCTURE,
            "The body is no valid FHIR R4 resource",
            Words.CLEANED,
            fault ->
                fault.says(UNPARSED) || (fault.body() && fault.has(DataFormatException.class))),
        new ErrorRow(
            "invalid-value",
            400,
            VALUE,
            "A value in the request does not have the form it must have",
            Words.CLEANED,
            fault -> fault.has(DataFormatException.class)),
        new ErrorRow(
            "unknown-search-parameter",
            400,
            NOTSUPPORTED,
            "The search uses a parameter that does not exist here",
            Words.PARAMETERS,
            fault -> fault.says(PARAMETER)),
        new ErrorRow(
            "unsupported-media-type",
            415,
            NOTSUPPORTED,
            "Send application/fhir+json or application/fhir+xml",
            Words.OWN,
            fault -> fault.status() == 415 || fault.says(MEDIA)),
        new ErrorRow(
            "not-acceptable",
            406,
            NOTSUPPORTED,
            "Accept application/fhir+json or application/fhir+xml",
            Words.OWN,
            fault -> fault.status() == 406));
  }
}
