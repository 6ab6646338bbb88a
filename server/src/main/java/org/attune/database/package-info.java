/**
 * The database under everything: an embedded PostgreSQL that the server brings along, or an
 * external one named by {@code attune.db.url}. This module starts and stops it, opens the
 * connection pool, and creates the side tables; it knows nothing of what is stored. Nothing else in
 * the server needs to know which of the two it is.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package org.attune.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
