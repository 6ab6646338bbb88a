/** Grants and tokens: how they are made, kept for all nodes, found, rotated and revoked. */
@NullMarked
package org.attune.smart.token;

import org.jspecify.annotations.NullMarked;
