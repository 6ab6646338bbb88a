/**
 * Pages of searches without stored results: a link carries, sealed, the search itself and where the
 * page before it ended.
 */
@NullMarked
package org.attune.store.page;

import org.jspecify.annotations.NullMarked;
