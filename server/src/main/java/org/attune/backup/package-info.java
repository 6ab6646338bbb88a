/**
 * Saves the whole database to one file and brings it back. A backup is a consistent snapshot taken
 * while the server may be writing; a restore puts all of it into an empty database or nothing, and
 * proves by counts and hashes for each resource type that it is the same record. It needs no tools
 * of PostgreSQL, and its text form carries a database across PostgreSQL's major versions.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "database :: command", "store"})
@NullMarked
package org.attune.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
