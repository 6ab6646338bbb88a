/** The application's entry point; every direct sub-package is a module of its own. */
@NullMarked
package org.attune;

import org.jspecify.annotations.NullMarked;
