/** Which Observations are the latest of their kind. */
@NullMarked
package org.attune.lookup.rules;

import org.jspecify.annotations.NullMarked;
