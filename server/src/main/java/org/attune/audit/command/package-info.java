/** The commands {@code attune audit ...}. */
@NullMarked
package org.attune.audit.command;

import org.jspecify.annotations.NullMarked;
