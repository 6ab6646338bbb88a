@NullMarked
package org.attune.store;

import org.jspecify.annotations.NullMarked;
