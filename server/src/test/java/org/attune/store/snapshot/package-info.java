/** Tests of how snapshots are read. */
@org.jspecify.annotations.NullMarked
package org.attune.store.snapshot;
