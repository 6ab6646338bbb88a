/** The parts of a backup: its manifest, its container, and what they ask of the database. */
@NullMarked
package org.attune.backup.internal;

import org.jspecify.annotations.NullMarked;
