/** Says in a resource that something required is not known, where its source does not have it. */
@NullMarked
package org.attune.profiling.missing;

import org.jspecify.annotations.NullMarked;
