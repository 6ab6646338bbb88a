@NullMarked
package org.attune.testing;

import org.jspecify.annotations.NullMarked;
