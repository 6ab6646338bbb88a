@NullMarked
package org.attune.architecture.breach.modules.one.inner;

import org.jspecify.annotations.NullMarked;
