/**
 * Decides which profile a resource is of. Writes that profile and the security labels that it
 * requires into every resource on its way into the store, and refuses what does not conform to it.
 * The profiles are those of the package {@code attune.profiles}; nothing here knows any of them.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store"})
@NullMarked
package org.attune.profiling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
