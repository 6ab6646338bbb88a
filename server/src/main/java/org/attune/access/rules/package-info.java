/** What scopes let a caller do and see; plain Java. */
@NullMarked
package org.attune.access.rules;

import org.jspecify.annotations.NullMarked;
