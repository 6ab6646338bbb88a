@NullMarked
package org.attune.audit.rules;

import org.jspecify.annotations.NullMarked;
