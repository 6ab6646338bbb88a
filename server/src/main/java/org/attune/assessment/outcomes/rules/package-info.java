/** Rules about the course of scores: pure values and arithmetic, free of Spring and FHIR types. */
@NullMarked
package org.attune.assessment.outcomes.rules;

import org.jspecify.annotations.NullMarked;
