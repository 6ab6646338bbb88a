package org.attune.store;

import ca.uhn.fhir.rest.api.server.RequestDetails;

/**
 * Decides on a request before it is handled. Every guard must agree; one that cannot decide
 * refuses.
 */
public interface RequestGuard {

  /** Position among the guards; lower comes first. */
  default int order() {
    return 0;
  }

  /**
   * Lets the request pass by returning.
   *
   * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException to refuse it
   */
  void check(RequestDetails request);
}
