/** The check of a resource against the rules of its profile and the structure of FHIR R4. */
@NullMarked
package org.attune.profiling.rules.check;

import org.jspecify.annotations.NullMarked;
