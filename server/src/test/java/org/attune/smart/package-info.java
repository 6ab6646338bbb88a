@NullMarked
package org.attune.smart;

import org.jspecify.annotations.NullMarked;
