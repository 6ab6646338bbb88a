/** What makes an address public, and which forms of it are understood. */
@NullMarked
package org.attune.smart.address.rules;

import org.jspecify.annotations.NullMarked;
