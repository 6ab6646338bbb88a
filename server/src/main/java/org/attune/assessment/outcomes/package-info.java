/** The course of a client's or a caseload's scores, and what it shows by published rules. */
@NullMarked
package org.attune.assessment.outcomes;

import org.jspecify.annotations.NullMarked;
