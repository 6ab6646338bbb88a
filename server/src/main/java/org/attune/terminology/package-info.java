/**
 * Codes: the terminology operations of FHIR, whose answers depend on the day asked for, and the
 * command {@code attune terminology load}, which loads whole official releases.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "database :: command", "store"})
@NullMarked
package org.attune.terminology;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
