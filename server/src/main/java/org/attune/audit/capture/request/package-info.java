/** From a request to its row: the filter, the guard and the observer. */
@NullMarked
package org.attune.audit.capture.request;

import org.jspecify.annotations.NullMarked;
