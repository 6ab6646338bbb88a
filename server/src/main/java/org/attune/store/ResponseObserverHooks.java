package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * Adapts the {@link ResponseObserver}s to HAPI's hook before an answer is encoded. The endpoint
 * registers it on its servlet.
 */
@Interceptor
public final class ResponseObserverHooks {

  private final List<ResponseObserver> observers;

  ResponseObserverHooks(List<ResponseObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  /** Tells every observer; the first that throws withholds the answer. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void beforeResponse(RequestDetails request, @Nullable IBaseResource response) {
    observers.forEach(observer -> observer.beforeResponse(request, response));
  }
}
