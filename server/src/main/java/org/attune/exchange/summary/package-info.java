/** {@code $summary}: the International Patient Summary of a client. */
@NullMarked
package org.attune.exchange.summary;

import org.jspecify.annotations.NullMarked;
