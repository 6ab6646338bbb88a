/** The audit row: its columns, its journal on disk, its table. */
@NullMarked
package org.attune.audit.row;

import org.jspecify.annotations.NullMarked;
