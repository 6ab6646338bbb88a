@NullMarked
package org.attune.rest.error;

import org.jspecify.annotations.NullMarked;
