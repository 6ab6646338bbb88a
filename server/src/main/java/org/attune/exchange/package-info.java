/**
 * What leaves and enters the record in bulk or towards others. Bulk data: {@code $export} of the
 * whole record, of all patients or of a group, by jobs of the server's own. Documents: {@code
 * $docref} of US Core.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store", "rest :: capability"})
@NullMarked
package org.attune.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
