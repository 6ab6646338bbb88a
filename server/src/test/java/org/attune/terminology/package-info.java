@NullMarked
package org.attune.terminology;

import org.jspecify.annotations.NullMarked;
