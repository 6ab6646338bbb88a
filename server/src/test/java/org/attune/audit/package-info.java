@NullMarked
package org.attune.audit;

import org.jspecify.annotations.NullMarked;
