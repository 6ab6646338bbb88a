package org.attune.rest.error;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.attune.store.Caller;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller was allowed to see what was deleted cannot be told any more. To one whom an
 * access token limits it is answered like what never was.
 */
final class DeletedUnseen {

  private DeletedUnseen() {}

  /** What a request is answered that met something deleted. */
  static Throwable answered(@Nullable RequestDetails details, Throwable thrown) {
    if (!(thrown instanceof ResourceGoneException) || !Caller.isLimited(details)) {
      return thrown;
    }
    return details == null || details.getId() == null || details.getId().getIdPart() == null
        ? new ResourceNotFoundException("It does not exist")
        : new ResourceNotFoundException(
            new IdType(details.getResourceName(), details.getId().getIdPart()));
  }

  /**
   * The same for an entry of a batch.
   *
   * @param url that the entry asked for
   */
  static OperationOutcome entry(String url) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(OperationOutcome.IssueSeverity.ERROR)
        .setCode(OperationOutcome.IssueType.PROCESSING)
        .setDiagnostics(
            String.valueOf(
                new ResourceNotFoundException(new IdType(url).toUnqualifiedVersionless())
                    .getMessage()));
    return outcome;
  }
}
