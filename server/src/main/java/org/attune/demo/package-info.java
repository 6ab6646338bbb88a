/**
 * The sample practice in the record, and accounts for its people: loads it at a start with {@code
 * attune.demo=true}, once for each database, and removes it with the command {@code attune demo
 * remove}.
 */
@ApplicationModule(
    allowedDependencies = {
      "kernel",
      "database",
      "database :: command",
      "store",
      "access",
      "accounts",
      "audit",
      "examples"
    })
@NullMarked
package org.attune.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
