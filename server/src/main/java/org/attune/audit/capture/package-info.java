/** Puts what keeps the rows of requests and changes in their way. */
@NullMarked
package org.attune.audit.capture;

import org.jspecify.annotations.NullMarked;
