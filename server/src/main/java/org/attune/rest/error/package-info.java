/**
 * One table from exception to HTTP status, issue code and stable error code, and the interceptor
 * that answers by it. No SQL, stack trace or value of a record passes.
 */
@NullMarked
package org.attune.rest.error;

import org.jspecify.annotations.NullMarked;
