/** Lets an instrument that is not free become active only at a site that may use it. */
@NullMarked
package org.attune.assessment.licence;

import org.jspecify.annotations.NullMarked;
