package org.attune.rest.capability;

import org.hl7.fhir.r4.model.CapabilityStatement;

/**
 * A feature's part in the CapabilityStatement: what it adds to {@code /metadata} beyond the
 * operations that the endpoint finds by itself. Spring finds the beans.
 */
public interface CapabilityContributor {

  /**
   * Adds to the statement. Called when it is made, which is at the first request and after each
   * change of the search parameters; the result serves all clients alike.
   *
   * @param statement as made so far; {@code rest} has exactly one entry
   * @param root stands for the server's address without the FHIR base and without a slash at its
   *     end; each client gets its own, so put it in front of a path and do nothing else with it
   */
  void contribute(CapabilityStatement statement, String root);
}
