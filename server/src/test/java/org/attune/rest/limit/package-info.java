@NullMarked
package org.attune.rest.limit;

import org.jspecify.annotations.NullMarked;
