/** The rows of changes, in the transaction of the change. */
@NullMarked
package org.attune.audit.capture.change;

import org.jspecify.annotations.NullMarked;
