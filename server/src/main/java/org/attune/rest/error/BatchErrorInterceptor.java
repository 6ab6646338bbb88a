package org.attune.rest.error;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.attune.store.Caller;
import org.attune.store.RuleViolationException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;

/**
 * Cleans the outcomes of a batch's failed entries: HAPI writes them itself from the exceptions'
 * messages, past {@link ErrorInterceptor}. For the RestfulServer only.
 */
@Interceptor
public final class BatchErrorInterceptor {

  /** Replaces the outcome of each failed entry; entries that went well are left alone. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void clean(IBaseResource response, RequestDetails request) {
    if (!(response instanceof Bundle bundle) || bundle.getType() != BundleType.BATCHRESPONSE) {
      return;
    }
    for (int i = 0; i < bundle.getEntry().size(); i++) {
      BundleEntryComponent entry = bundle.getEntry().get(i);
      int status = status(entry);
      if (status == 409 && dependsOnVersion(request, i)) {
        status = 412;
        entry.getResponse().setStatus("412 Precondition Failed");
      }
      if (status == 410 && Caller.isLimited(request)) {
        status = 404;
        entry.getResponse().setStatus("404 Not Found");
        entry.getResponse().setOutcome(DeletedUnseen.entry(url(request, i)));
      }
      if (status >= 400 && entry.getResponse().getOutcome() instanceof OperationOutcome given) {
        OperationOutcome cleaned = outcome(status, given, request, i);
        int index = i;
        cleaned.getIssue().stream()
            .filter(issue -> !issue.hasExpression())
            .forEach(issue -> issue.addExpression("Bundle.entry[" + index + "]"));
        entry.getResponse().setOutcome(cleaned);
      }
    }
  }

  /** What a rule said of the entry, which HAPI has made one message of, or HAPI's outcome. */
  private static OperationOutcome outcome(
      int status, OperationOutcome given, RequestDetails request, int entry) {
    return RuleViolationException.ofEntry(request, entry)
        .filter(refused -> status == refused.getStatusCode())
        .map(refused -> Outcomes.violations(ErrorTable.ruleViolation(), refused))
        .orElseGet(() -> Outcomes.cleaned(ErrorTable.ofStatus(status), given));
  }

  /** Whether the entry is a change of the version that its If-Match names. */
  private static boolean dependsOnVersion(RequestDetails request, int index) {
    return request.getResource() instanceof Bundle sent
        && index < sent.getEntry().size()
        && sent.getEntry().get(index).getRequest().hasIfMatch()
        && sent.getEntry().get(index).getRequest().getMethod() != Bundle.HTTPVerb.DELETE;
  }

  private static String url(RequestDetails request, int index) {
    return request.getResource() instanceof Bundle sent && index < sent.getEntry().size()
        ? String.valueOf(sent.getEntry().get(index).getRequest().getUrl())
        : "";
  }

  /** HAPI writes the status as a number and its name. */
  private static int status(BundleEntryComponent entry) {
    String status = entry.getResponse().getStatus();
    return status != null && status.matches("\\d{3}.*")
        ? Integer.parseInt(status.substring(0, 3))
        : 0;
  }
}
