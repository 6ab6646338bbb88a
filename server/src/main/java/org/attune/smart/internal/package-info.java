/** Puts Spring Authorization Server together. */
@NullMarked
package org.attune.smart.internal;

import org.jspecify.annotations.NullMarked;
