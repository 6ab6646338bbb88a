/** The chain over committed rows: sealer, verifier, key and anchors. */
@NullMarked
package org.attune.audit.seal;

import org.jspecify.annotations.NullMarked;
