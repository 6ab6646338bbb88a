/**
 * Tells what is wrong with a search that was refused: which parameter or value, and what there is
 * instead. Runs only after a failure, so that good searches pay nothing for it.
 */
@NullMarked
package org.attune.rest.search;

import org.jspecify.annotations.NullMarked;
