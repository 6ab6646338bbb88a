@NullMarked
package org.attune.access.rules;

import org.jspecify.annotations.NullMarked;
