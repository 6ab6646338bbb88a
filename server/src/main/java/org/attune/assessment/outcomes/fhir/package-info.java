/** The FHIR operations on outcomes. */
@NullMarked
package org.attune.assessment.outcomes.fhir;

import org.jspecify.annotations.NullMarked;
