/**
 * Finds every problem of a request body that the parser refused, with its path, line and column.
 * Runs only after a refusal, so the good path pays nothing for it.
 */
@NullMarked
package org.attune.rest.locate;

import org.jspecify.annotations.NullMarked;
