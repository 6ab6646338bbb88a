/** Loads official releases of code systems from the files of their publishers. */
@NullMarked
package org.attune.terminology.load;

import org.jspecify.annotations.NullMarked;
