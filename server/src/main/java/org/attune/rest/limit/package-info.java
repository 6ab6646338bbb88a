/** Bounds request bodies before anything reads them, counted after inflation. */
@NullMarked
package org.attune.rest.limit;

import org.jspecify.annotations.NullMarked;
