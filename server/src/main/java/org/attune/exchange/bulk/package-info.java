/** Bulk export: what the edge asks for. */
@NullMarked
package org.attune.exchange.bulk;

import org.jspecify.annotations.NullMarked;
