@NullMarked
package org.attune.architecture;

import org.jspecify.annotations.NullMarked;
