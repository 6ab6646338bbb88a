/** What tests of several modules share. */
@NullMarked
package org.attune.testing;

import org.jspecify.annotations.NullMarked;
