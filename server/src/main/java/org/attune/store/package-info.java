/** Stub of the store's SPI, so that the error table compiles before the store is merged. */
@NullMarked
package org.attune.store;

import org.jspecify.annotations.NullMarked;
