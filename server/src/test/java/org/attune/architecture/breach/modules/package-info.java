@NullMarked
package org.attune.architecture.breach.modules;

import org.jspecify.annotations.NullMarked;
