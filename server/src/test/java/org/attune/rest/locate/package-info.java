@NullMarked
package org.attune.rest.locate;

import org.jspecify.annotations.NullMarked;
