/**
 * The authorization server of SMART App Launch 2.2 and of SMART Backend Services: clients, launch
 * context, consent, tokens, keys and discovery. All of its state is in PostgreSQL, so that several
 * nodes can share it.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "database",
      "store",
      "rest::capability",
      "accounts",
      "limits",
      "webui"
    })
@NullMarked
package org.attune.smart;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
