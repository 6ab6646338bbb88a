/**
 * The resource server's side of access: turns a bearer token into an {@link
 * org.attune.store.Actor}, closes every path that is not declared open, and guards each FHIR
 * request.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "database",
      "store",
      "accounts",
      "limits",
      "smart",
      "smart::scope",
      "smart::discovery"
    })
@NullMarked
package org.attune.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
