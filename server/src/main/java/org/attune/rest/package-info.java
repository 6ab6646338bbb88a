/**
 * The FHIR endpoint: HAPI's RestfulServer, the CapabilityStatement, the mapping of errors and the
 * limits on bodies. Collects the features' operation providers and knows none of them.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "limits"})
@NullMarked
package org.attune.rest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
