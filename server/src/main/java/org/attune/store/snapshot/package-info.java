/** How a snapshot of the record is read from HAPI's tables. */
@NullMarked
package org.attune.store.snapshot;

import org.jspecify.annotations.NullMarked;
