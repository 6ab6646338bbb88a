package org.attune.store;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The compartment to which a search is narrowed, as the address of the request says. Source: FHIR
 * R4, section 3.1.0.11.2, variant searches, and CompartmentDefinition.
 *
 * @param owner type of the resource whose compartment it is
 * @param id id of that resource
 * @param type resource type that is searched
 */
public record Compartment(String owner, String id, String type) {

  private static final String ATTRIBUTE = "attune.compartment";

  /** Lets the search that a request is about know of it. */
  public void tieTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The compartment that the request's address names. */
  public static Optional<Compartment> of(@Nullable RequestDetails request) {
    return request instanceof ServletRequestDetails details
            && details.getServletRequest() != null
            && details.getServletRequest().getAttribute(ATTRIBUTE) instanceof Compartment tied
        ? Optional.of(tied)
        : Optional.empty();
  }
}
