package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/** Adapts the {@link ResponseObserver}s to HAPI's hook before a stored resource is shown. */
@Interceptor
final class ShownResourceHooks {

  private final List<ResponseObserver> observers;

  ShownResourceHooks(List<ResponseObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
  public void shown(IPreResourceShowDetails details, @Nullable RequestDetails request) {
    if (request == null || request instanceof SystemRequestDetails) {
      return;
    }
    for (IBaseResource resource : details.getAllResources()) {
      if (resource != null) {
        observers.forEach(observer -> observer.shown(request, resource));
      }
    }
  }
}
