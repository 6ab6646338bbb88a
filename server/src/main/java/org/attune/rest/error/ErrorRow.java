package org.attune.rest.error;

import java.util.function.Predicate;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * One row of the table.
 *
 * @param code stable error code, in {@code details.coding}
 * @param status HTTP status
 * @param issue FHIR issue code
 * @param text what happened and what to do, in {@code details.text}
 * @param words which words the diagnostics may use
 * @param when whether the row is the one for a fault
 */
record ErrorRow(
    String code, int status, IssueType issue, String text, Words words, Predicate<Fault> when) {

  /** Which words the diagnostics may use. */
  enum Words {
    /** Only the row's own text: the exception's may hold SQL or values. */
    OWN,
    /** The exception's message, with values and internals taken out. */
    CLEANED,
    /** The same, and once more as the text: it holds a figure that the row cannot know. */
    REPEATED,
    /** The list of search parameters that HAPI knows, which repeats only names. */
    PARAMETERS,
    /** Only a correlation id; the log has the rest. */
    CORRELATION
  }
}
