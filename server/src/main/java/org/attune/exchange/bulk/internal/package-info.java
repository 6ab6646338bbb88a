/** Jobs of bulk export, the workers that do them, and their files in the database. */
@NullMarked
package org.attune.exchange.bulk.internal;

import org.jspecify.annotations.NullMarked;
