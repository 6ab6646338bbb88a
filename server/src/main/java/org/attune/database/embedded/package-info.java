/**
 * A small launcher for the PostgreSQL binaries on the class path: unpack, initialize, start, stop,
 * and clean up after a crash. Hidden inside the database module.
 */
@NullMarked
package org.attune.database.embedded;

import org.jspecify.annotations.NullMarked;
