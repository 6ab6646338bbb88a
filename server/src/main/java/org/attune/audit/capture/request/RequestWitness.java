package org.attune.audit.capture.request;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attune.audit.capture.trail.PatientFinder;
import org.attune.audit.capture.trail.Trail;
import org.attune.store.Actor;
import org.attune.store.Caller;
import org.attune.store.RequestGuard;
import org.attune.store.ResponseObserver;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Notes who a parsed request comes from, and every resource that its answer shows. */
final class RequestWitness implements RequestGuard, ResponseObserver {

  private final PatientFinder patients;

  RequestWitness(PatientFinder patients) {
    this.patients = patients;
  }

  /** After the guard that ties the request to its caller, before those that may refuse it. */
  @Override
  public int order() {
    return Integer.MIN_VALUE + 1;
  }

  @Override
  public void check(RequestDetails request) {
    Optional<Trail> found = trail(request);
    if (found.isEmpty() || request.isSubRequest()) {
      return;
    }
    Trail trail = found.get();
    RestOperationTypeEnum operation = request.getRestOperationType();
    if (operation != RestOperationTypeEnum.METADATA) {
      Actor actor = Caller.ofRequest(request).actor();
      String kind = actor.kind().name().toLowerCase(Locale.ROOT);
      trail.identify(new Trail.Identity(kind, actor.id(), SignedIn.client()));
    }
    trail.parsed(request.getParameters(), interaction(operation, request));
    refuseDetours(request.getParameters());
  }

  /** Rows are not in HAPI's tables: joins to them would find nothing and say so as if it held. */
  private static void refuseDetours(Map<String, String[]> parameters) {
    parameters.forEach(
        (name, values) -> {
          boolean include = name.startsWith("_include") || name.startsWith("_revinclude");
          boolean joined = name.startsWith("_has:AuditEvent");
          for (String value : values) {
            joined |= include && value.startsWith("AuditEvent:");
          }
          if (joined) {
            throw new InvalidRequestException(
                "AuditEvents cannot be included or joined; search AuditEvent by patient or entity");
          }
        });
  }

  private static @Nullable String interaction(
      @Nullable RestOperationTypeEnum operation, RequestDetails request) {
    if (operation == RestOperationTypeEnum.TRANSACTION
        && request.getResource() instanceof Bundle bundle
        && bundle.getType() == Bundle.BundleType.BATCH) {
      return "batch";
    }
    return operation == RestOperationTypeEnum.GET_PAGE ? "search-system" : null;
  }

  @Override
  public void beforeResponse(RequestDetails request, @Nullable IBaseResource response) {
    if (request.isSubRequest() || !(response instanceof Resource resource)) {
      return;
    }
    trail(request).ifPresent(trail -> note(trail, resource, true));
  }

  /** Operations and files may be answered past {@link #beforeResponse}. */
  @Override
  public void shown(RequestDetails request, IBaseResource resource) {
    boolean past =
        "Binary".equals(request.getResourceName())
            || (request.getOperation() != null && request.getOperation().startsWith("$"));
    if (past && resource instanceof Resource known) {
      trail(request).ifPresent(trail -> note(trail, known, false));
    }
  }

  private void note(Trail trail, Resource resource, boolean outermost) {
    if (resource instanceof Bundle bundle && !(bundle.hasId() && !outermost)) {
      note(trail, bundle, outermost);
    } else if (resource instanceof Parameters parameters) {
      parameters.getParameter().stream()
          .filter(Parameters.ParametersParameterComponent::hasResource)
          .forEach(parameter -> note(trail, parameter.getResource(), false));
    } else if (resource.hasId() && !(resource instanceof OperationOutcome)) {
      trail.showed(
          resource.fhirType() + "/" + resource.getIdElement().getIdPart(),
          resource.getIdElement().getVersionIdPart(),
          patients.find(resource));
    }
  }

  private void note(Trail trail, Bundle bundle, boolean outermost) {
    int results = 0;
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      if (entry.hasResource()) {
        note(trail, entry.getResource(), false);
        boolean outcome = entry.getSearch().getMode() == Bundle.SearchEntryMode.OUTCOME;
        results += outcome ? 0 : 1;
      }
    }
    if (outermost) {
      trail.counted(results == 0 && bundle.hasTotal() ? bundle.getTotal() : results);
    }
  }

  private static Optional<Trail> trail(RequestDetails request) {
    return request instanceof ServletRequestDetails http
        ? Trail.of(http.getServletRequest())
        : Optional.empty();
  }
}
