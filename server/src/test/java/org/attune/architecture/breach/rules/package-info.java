@NullMarked
package org.attune.architecture.breach.rules;

import org.jspecify.annotations.NullMarked;
