@NullMarked
package org.attune.architecture.breach.modules.one;

import org.jspecify.annotations.NullMarked;
