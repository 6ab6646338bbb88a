package org.attune.store;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/** Sees what a request is answered with, before anything of it leaves the server. */
public interface ResponseObserver {

  /**
   * Called with the whole answer, before it is encoded.
   *
   * @param response the resource or Bundle to be sent; absent if the answer has no resource
   * @throws RuntimeException to withhold the answer
   */
  void beforeResponse(RequestDetails request, @Nullable IBaseResource response);

  /**
   * Called with each resource that is read for the request, whatever becomes of it; not for calls
   * within the server.
   */
  default void shown(RequestDetails request, IBaseResource resource) {}
}
