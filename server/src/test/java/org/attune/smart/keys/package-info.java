@NullMarked
package org.attune.smart.keys;

import org.jspecify.annotations.NullMarked;
