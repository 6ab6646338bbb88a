/** Rules of bulk export that need neither server nor database. */
@NullMarked
package org.attune.exchange.bulk.rules;

import org.jspecify.annotations.NullMarked;
