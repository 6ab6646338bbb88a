@NullMarked
package org.attune.architecture.breach;

import org.jspecify.annotations.NullMarked;
