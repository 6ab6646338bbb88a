/**
 * Further ways to look at the record: the latest Observations of each kind ({@code $lastn}), and
 * what changed between versions ({@code $diff}).
 */
@ApplicationModule(allowedDependencies = {"kernel", "store"})
@NullMarked
package org.attune.lookup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
