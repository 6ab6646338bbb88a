package org.attune.architecture.breach;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;

/** Makes itself the system. */
public record SystemRequestBreach(SystemRequestDetails request) {}
