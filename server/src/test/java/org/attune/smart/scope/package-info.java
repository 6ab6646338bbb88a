@NullMarked
package org.attune.smart.scope;

import org.jspecify.annotations.NullMarked;
