/** Scoring rules of instruments: pure values and arithmetic, free of Spring and of FHIR types. */
@NullMarked
package org.attune.assessment.rules;

import org.jspecify.annotations.NullMarked;
