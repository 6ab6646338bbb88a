@NullMarked
package org.attune.architecture.breach.modules.two;

import org.jspecify.annotations.NullMarked;
