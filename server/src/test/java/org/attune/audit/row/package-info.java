@NullMarked
package org.attune.audit.row;

import org.jspecify.annotations.NullMarked;
