/** From a request to its row: the filter, the guard, the write rule and the observer. */
@NullMarked
package org.attune.audit.capture;

import org.jspecify.annotations.NullMarked;
