/**
 * Which servers this one may call, or send browsers to, at the word of a client: none that are not
 * public, unless an operator lists them.
 */
@NullMarked
package org.attune.smart.address;

import org.jspecify.annotations.NullMarked;
