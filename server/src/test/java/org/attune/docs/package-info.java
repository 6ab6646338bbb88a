@NullMarked
package org.attune.docs;

import org.jspecify.annotations.NullMarked;
