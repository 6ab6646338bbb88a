/** The keys that sign id tokens, and the id tokens' claims. */
@NullMarked
package org.attune.smart.keys;

import org.jspecify.annotations.NullMarked;
